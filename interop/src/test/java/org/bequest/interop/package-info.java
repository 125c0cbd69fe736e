/** Foreign clients against our server: what they make of it is worth more than what we do. */
@NullMarked
package org.bequest.interop;

import org.jspecify.annotations.NullMarked;
