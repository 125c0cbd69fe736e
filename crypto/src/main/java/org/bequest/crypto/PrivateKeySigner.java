package org.bequest.crypto;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/** Signs with a private key that lies in this process's memory. */
public final class PrivateKeySigner implements Signer {
  private final PrivateKey key;
  private final SubjectPublicKeyInfo publicKey;
  private final SignatureScheme scheme;
  private final Provider provider;

  private PrivateKeySigner(
      PrivateKey key, SubjectPublicKeyInfo publicKey, KeyAlgorithm algorithm, Providers providers) {
    this.scheme = SignatureScheme.standardFor(algorithm);
    this.provider = providers.forKeys(algorithm.family());
    this.key = Keys.privateKey(key, algorithm.jcaKeyName(), provider);
    this.publicKey = publicKey;
  }

  /**
   * @throws IllegalArgumentException when the keys are of a kind that {@link KeyAlgorithm} does not
   *     have
   */
  public static PrivateKeySigner of(KeyPair keys) {
    return of(keys.getPrivate(), keys.getPublic());
  }

  /**
   * The two must belong together; nothing here can tell. Whoever reads them from a file checks.
   *
   * @throws IllegalArgumentException when the keys are of a kind that {@link KeyAlgorithm} does not
   *     have
   */
  public static PrivateKeySigner of(PrivateKey key, PublicKey publicKey) {
    return of(key, publicKey, Providers.standard());
  }

  static PrivateKeySigner of(PrivateKey key, PublicKey publicKey, Providers providers) {
    SubjectPublicKeyInfo info = SubjectPublicKeyInfo.getInstance(publicKey.getEncoded());
    KeyAlgorithm algorithm =
        KeyAlgorithm.of(info)
            .orElseThrow(() -> new IllegalArgumentException("no such kind of key is supported"));
    return new PrivateKeySigner(key, info, algorithm, providers);
  }

  @Override
  public AlgorithmIdentifier algorithm() {
    return scheme.algorithm();
  }

  @Override
  public SubjectPublicKeyInfo publicKey() {
    return publicKey;
  }

  @Override
  public byte[] sign(byte[] message) {
    try {
      Signature signature = Signature.getInstance(scheme.jcaName(), provider);
      signature.initSign(key);
      signature.update(message);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new SigningException("cannot sign with " + scheme.jcaName(), e);
    }
  }
}
