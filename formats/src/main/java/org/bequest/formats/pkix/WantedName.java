package org.bequest.formats.pkix;

import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * One attribute of the subject that a server wants.
 *
 * @param given the value to use, or null when the client fills it in
 */
public record WantedName(ASN1ObjectIdentifier type, @Nullable ASN1Encodable given) {
  /** The value to use; empty when the client fills it in. */
  public Optional<ASN1Encodable> value() {
    return Optional.ofNullable(given);
  }
}
