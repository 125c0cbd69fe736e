/** Signing, encrypting and authenticating messages (RFC 5652), and opening them again. */
@NullMarked
package org.bequest.crypto.cms;

import org.jspecify.annotations.NullMarked;
