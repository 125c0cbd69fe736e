package org.bequest.crypto.cms.stream;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.bequest.crypto.cms.DigestAlgorithm;
import org.bequest.crypto.cms.SignedOctets;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;

/** The hashes over content, each computed once; an unreadable content is an unchecked exception. */
final class Digests implements SignedOctets {
  private final Body content;
  private final Map<DigestAlgorithm, byte[]> known = new EnumMap<>(DigestAlgorithm.class);

  Digests(Body content) {
    this.content = content;
  }

  @Override
  public ASN1ObjectIdentifier type() {
    return content.type();
  }

  @Override
  public byte[] digest(DigestAlgorithm algorithm) {
    return known
        .computeIfAbsent(
            algorithm,
            hash -> {
              try {
                return computed(hash);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            })
        .clone();
  }

  byte[] computed(DigestAlgorithm algorithm) throws IOException {
    MessageDigest digest = algorithm.start();
    content.writeTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
    return digest.digest();
  }

  @Override
  public Optional<byte[]> octets() {
    return Optional.empty();
  }
}
