/** Deciding and issuing. Knows no HTTP. */
@NullMarked
package org.bequest.ca;

import org.jspecify.annotations.NullMarked;
