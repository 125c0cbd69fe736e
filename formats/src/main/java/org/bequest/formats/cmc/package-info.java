/** The messages of CMC (RFC 5272 section 3.2). */
@NullMarked
package org.bequest.formats.cmc;

import org.jspecify.annotations.NullMarked;
