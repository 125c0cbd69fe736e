/** Certification paths (RFC 5280 section 6) from anchors with constraints (RFC 5914). */
@NullMarked
package org.bequest.crypto.path;

import org.jspecify.annotations.NullMarked;
