@NullMarked
package org.bequest.ca.est;

import org.jspecify.annotations.NullMarked;
