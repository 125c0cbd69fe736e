package org.bequest.client.credential;

import java.security.PrivateKey;
import java.security.PublicKey;
import org.bequest.crypto.PrivateKeySigner;
import org.bequest.crypto.Signatures;

/** Is a private key that of a public key? Found out by a signature. */
final class KeyPairs {
  private static final byte[] MESSAGE = {'p', 'a', 'i', 'r'};

  private KeyPairs() {}

  static boolean belongTogether(PrivateKey privateKey, PublicKey publicKey) {
    try {
      PrivateKeySigner signer = PrivateKeySigner.of(privateKey, publicKey);
      byte[] signature = signer.sign(MESSAGE);
      return Signatures.verify(signer.publicKey(), signer.algorithm(), MESSAGE, signature)
          == Signatures.Verdict.VALID;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
