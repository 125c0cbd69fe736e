package org.bequest.crypto;

import java.security.PublicKey;

/** A public key as its octets, for a provider that parses them by itself. */
record EncodedPublicKey(String algorithm, byte[] subjectPublicKeyInfo) implements PublicKey {
  private static final long serialVersionUID = 1L;

  @Override
  public String getAlgorithm() {
    return algorithm;
  }

  @Override
  public String getFormat() {
    return "X.509";
  }

  @Override
  public byte[] getEncoded() {
    return subjectPublicKeyInfo;
  }
}
