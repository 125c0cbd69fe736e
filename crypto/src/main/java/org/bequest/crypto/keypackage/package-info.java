/** The forms in which key packages travel (RFC 8295), made and recognised. */
@NullMarked
package org.bequest.crypto.keypackage;

import org.jspecify.annotations.NullMarked;
