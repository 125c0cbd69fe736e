package org.bequest.formats.pkix;

import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * One extension that a server wants in the next request.
 *
 * @param given the DER of the value to use, or null when the client fills it in; a subjectAltName
 *     may be partly given, with empty names to fill in (RFC 9908 section 3.4)
 */
public record WantedExtension(ASN1ObjectIdentifier id, boolean critical, byte @Nullable [] given) {
  /** The value to use; empty when the client fills it in. */
  public Optional<byte[]> value() {
    return Optional.ofNullable(given);
  }
}
