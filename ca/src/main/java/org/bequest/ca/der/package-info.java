/** DER by hand, for structures that are too large or too frequent for objects. */
@NullMarked
package org.bequest.ca.der;

import org.jspecify.annotations.NullMarked;
