/** Which key packages went to whom, and what they say about them (RFC 7191, RFC 8295 8.2). */
@NullMarked
package org.bequest.server.receipt;

import org.jspecify.annotations.NullMarked;
