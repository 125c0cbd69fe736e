/** Firmware packages of any size: protected, examined and opened (RFC 4108, RFC 8295 section 6). */
@NullMarked
package org.bequest.crypto.firmware;

import org.jspecify.annotations.NullMarked;
