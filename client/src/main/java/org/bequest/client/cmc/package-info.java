/**
 * Full PKI requests and what comes back (RFC 5272): messages are written and judged here, and sent
 * elsewhere. A {@link Dialogue} is one request with everything that follows from it.
 */
@NullMarked
package org.bequest.client.cmc;

import org.jspecify.annotations.NullMarked;
