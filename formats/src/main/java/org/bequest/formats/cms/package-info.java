/** Cryptographic message syntax as EST uses it (RFC 5652, 5272). */
@NullMarked
package org.bequest.formats.cms;

import org.jspecify.annotations.NullMarked;
