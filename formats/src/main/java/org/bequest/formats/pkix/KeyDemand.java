package org.bequest.formats.pkix;

import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/** Which key a server wants in the next request. */
public sealed interface KeyDemand {
  /** No demand. */
  record Any() implements KeyDemand {}

  /**
   * RSA.
   *
   * @param bits of the modulus; 0 for any size
   */
  record Rsa(int bits) implements KeyDemand {}

  /**
   * Any other kind of key, as in a SubjectPublicKeyInfo: id-ecPublicKey with its curve, id-Ed25519,
   * id-ml-dsa-65; parameters are absent when any will do.
   */
  record Of(AlgorithmIdentifier algorithm) implements KeyDemand {}
}
