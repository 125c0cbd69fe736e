/** Which provider does what: signatures, keys, proof of possession, key checks. */
@NullMarked
package org.bequest.crypto;

import org.jspecify.annotations.NullMarked;
