package org.bequest.crypto.cms;

import java.util.Optional;
import org.bequest.formats.cms.Content;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;

/** What a signature is about, wherever its octets lie. */
public interface SignedOctets {
  ASN1ObjectIdentifier type();

  byte[] digest(DigestAlgorithm algorithm);

  /** Empty when they do not lie in memory. */
  Optional<byte[]> octets();

  static SignedOctets of(Content content) {
    return new SignedOctets() {
      @Override
      public ASN1ObjectIdentifier type() {
        return content.type();
      }

      @Override
      public byte[] digest(DigestAlgorithm algorithm) {
        return algorithm.digest(content.octets());
      }

      @Override
      public Optional<byte[]> octets() {
        return Optional.of(content.octets());
      }
    };
  }
}
