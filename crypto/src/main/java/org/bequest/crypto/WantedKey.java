package org.bequest.crypto;

import java.util.Optional;
import org.bequest.formats.pkix.Csr;
import org.bequest.formats.pkix.UnsignedCsr;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.jspecify.annotations.Nullable;

/**
 * A key that somebody wants to have made (RFC 7030 4.4.1). It is made once, when its request is
 * first read, which is on the way to its certificate; a request that waits has no key. For one
 * thread.
 */
public final class WantedKey implements AutoCloseable {
  private final KeyAlgorithm algorithm;
  private final Csr asked;
  private final Csr foreseen;
  private @Nullable GeneratedKey made;

  /**
   * @param sample a key of the kind that is nobody's
   */
  WantedKey(KeyAlgorithm algorithm, Csr asked, SubjectPublicKeyInfo sample) {
    this.algorithm = algorithm;
    this.asked = asked;
    this.foreseen = UnsignedCsr.rekeyed(asked, sample).withoutSignature();
  }

  public KeyAlgorithm algorithm() {
    return algorithm;
  }

  /** For the authority: whoever makes the key has it. */
  public ProvenCsr csr() {
    return ProvenCsr.of(this);
  }

  /** As the client wrote it, whose key and signature are of no account. */
  Csr asked() {
    return asked;
  }

  GeneratedKey make() {
    GeneratedKey key = made;
    if (key == null) {
      key = GeneratedKey.of(algorithm, asked);
      made = key;
    }
    return key;
  }

  /** The request with the sample: good to judge by, and for nothing else. */
  Csr foreseen() {
    return foreseen;
  }

  /** Empty while it has not been made. */
  public Optional<GeneratedKey> made() {
    return Optional.ofNullable(made);
  }

  @Override
  public void close() {
    made().ifPresent(GeneratedKey::close);
  }

  @Override
  public String toString() {
    return "WantedKey[" + algorithm.configName() + "]";
  }
}
