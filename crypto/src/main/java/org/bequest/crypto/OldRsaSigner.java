package org.bequest.crypto;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/**
 * RSA over SHA-1, for messages to those that know nothing else (RFC 5274 section 4.1). Never for
 * certificates.
 */
public final class OldRsaSigner implements Signer {
  private static final AlgorithmIdentifier ALGORITHM =
      new AlgorithmIdentifier(PKCSObjectIdentifiers.sha1WithRSAEncryption, DERNull.INSTANCE);

  private final PrivateKey key;
  private final SubjectPublicKeyInfo publicKey;

  /**
   * @throws IllegalArgumentException for another kind of key
   */
  public OldRsaSigner(PrivateKey key, SubjectPublicKeyInfo publicKey) {
    if (!publicKey.getAlgorithm().getAlgorithm().equals(PKCSObjectIdentifiers.rsaEncryption)) {
      throw new IllegalArgumentException("not an RSA key");
    }
    this.key = key;
    this.publicKey = publicKey;
  }

  @Override
  public AlgorithmIdentifier algorithm() {
    return ALGORITHM;
  }

  @Override
  public SubjectPublicKeyInfo publicKey() {
    return publicKey;
  }

  @Override
  public byte[] sign(byte[] message) {
    try {
      Signature signature =
          Signature.getInstance("SHA1withRSA", Providers.standard().bouncyCastle());
      signature.initSign(key);
      signature.update(message);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new SigningException("cannot sign with SHA-1 and RSA", e);
    }
  }
}
