/**
 * Whom the client believes: the trust anchor databases, path validation, host names, and the
 * approval of a first root (RFC 7030 3.3.1, 3.6, 4.1.1; RFC 5280 6; RFC 9525).
 */
@NullMarked
package org.bequest.client.trust;

import org.jspecify.annotations.NullMarked;
