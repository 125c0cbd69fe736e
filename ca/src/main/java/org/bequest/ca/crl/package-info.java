/** Certificate revocation lists, built from a stream and kept in memory as bytes (RFC 5280 5). */
@NullMarked
package org.bequest.ca.crl;

import org.jspecify.annotations.NullMarked;
