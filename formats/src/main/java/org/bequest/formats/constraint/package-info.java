/** What a key may sign or authenticate: the CMS content constraints of RFC 6010. */
@NullMarked
package org.bequest.formats.constraint;

import org.jspecify.annotations.NullMarked;
