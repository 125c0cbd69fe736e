/** What a request for a key wants, and how the key leaves (RFC 7030 4.4, RFC 8295 8). */
@NullMarked
package org.bequest.server.endpoint.keygen;

import org.jspecify.annotations.NullMarked;
