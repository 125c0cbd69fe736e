/** What became of a part of a request (RFC 5272 section 6.1). */
@NullMarked
package org.bequest.formats.cmc.status;

import org.jspecify.annotations.NullMarked;
