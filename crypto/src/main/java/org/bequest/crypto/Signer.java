package org.bequest.crypto;

import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/**
 * A private key that can sign: in a file, in memory, or in a device that never shows it. Safe for
 * concurrent use.
 */
public interface Signer {
  /** The signature algorithm as it stands in a certificate or a request. */
  AlgorithmIdentifier algorithm();

  SubjectPublicKeyInfo publicKey();

  /**
   * Signs the whole message.
   *
   * @throws SigningException when the key cannot be used now (a lost device, a closed session)
   */
  byte[] sign(byte[] message);
}
