/** Who may be believed, and how far: the forms of trust anchors (RFC 5914). */
@NullMarked
package org.bequest.formats.anchor;

import org.jspecify.annotations.NullMarked;
