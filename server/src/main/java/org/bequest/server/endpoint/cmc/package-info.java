/**
 * What a CMC message means (RFC 5272, 6402): Pipeline has the steps, Meanings the controls, one
 * file each.
 */
@NullMarked
package org.bequest.server.endpoint.cmc;

import org.jspecify.annotations.NullMarked;
