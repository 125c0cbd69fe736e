/** An authority behind another EST server, to which this one is a registration authority. */
@NullMarked
package org.bequest.ca.est;

import org.jspecify.annotations.NullMarked;
