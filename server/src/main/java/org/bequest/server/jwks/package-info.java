/**
 * The keys of those who make bearer tokens (RFC 7517): where they come from and how long they
 * count.
 */
@NullMarked
package org.bequest.server.jwks;

import org.jspecify.annotations.NullMarked;
