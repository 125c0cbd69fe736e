/** Weak public keys and how they are found (security rule S-14). */
@NullMarked
package org.bequest.crypto.check;

import org.jspecify.annotations.NullMarked;
