package org.bequest.crypto;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bequest.formats.pkix.Csr;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/** Makes keys for others (RFC 7030 4.4). Safe for concurrent use. */
public final class KeyMaker {
  private final Map<KeyAlgorithm, SubjectPublicKeyInfo> samples = new ConcurrentHashMap<>();

  /**
   * A key to be made when it is issued. Before, its request is judged by a key of that kind that
   * nobody has.
   */
  public WantedKey wanted(KeyAlgorithm algorithm, Csr asked) {
    return new WantedKey(
        algorithm, asked, samples.computeIfAbsent(algorithm, KeyMaker::withoutPrivateHalf));
  }

  private static SubjectPublicKeyInfo withoutPrivateHalf(KeyAlgorithm algorithm) {
    return SubjectPublicKeyInfo.getInstance(algorithm.generate().getPublic().getEncoded());
  }
}
