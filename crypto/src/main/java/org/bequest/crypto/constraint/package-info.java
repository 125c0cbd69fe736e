/** Who may sign or authenticate which content: CMS content constraints evaluated (RFC 6010). */
@NullMarked
package org.bequest.crypto.constraint;

import org.jspecify.annotations.NullMarked;
