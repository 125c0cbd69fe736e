/** Private keys and certificates at rest: PEM files and PKCS#12 key stores, mode 0600, atomic. */
@NullMarked
package org.bequest.crypto.key;

import org.jspecify.annotations.NullMarked;
