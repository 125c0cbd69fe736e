package org.bequest.formats.pkix;

import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.jspecify.annotations.Nullable;

/**
 * One extension that a server wants in the next request.
 *
 * @param given the DER of the value to use, or null when the client fills it in; a subjectAltName
 *     may be partly given, with empty names to fill in (RFC 9908 section 3.4)
 */
public record WantedExtension(ASN1ObjectIdentifier id, boolean critical, byte @Nullable [] given) {
  /** An extension whose value is left to the client. */
  public static WantedExtension open(ASN1ObjectIdentifier id) {
    return new WantedExtension(id, false, null);
  }

  /** The value to use; empty when the client fills it in. */
  public Optional<byte[]> value() {
    return Optional.ofNullable(given).map(byte[]::clone);
  }

  /** Whether the client has something to fill in. */
  public boolean isPartial() {
    return given == null || (isAlternativeName() && EmptyNames.in(given));
  }

  /** Whether it is subjectAltName, which names make and no extension. */
  public boolean isAlternativeName() {
    return id.equals(Extension.subjectAlternativeName);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof WantedExtension that
        && id.equals(that.id)
        && critical == that.critical
        && Arrays.equals(given, that.given);
  }

  @Override
  public int hashCode() {
    return id.hashCode();
  }
}
