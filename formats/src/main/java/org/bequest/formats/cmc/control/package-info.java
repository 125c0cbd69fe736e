/** The controls of CMC, a record each (RFC 5272 section 6, RFC 6402). */
@NullMarked
package org.bequest.formats.cmc.control;

import org.jspecify.annotations.NullMarked;
