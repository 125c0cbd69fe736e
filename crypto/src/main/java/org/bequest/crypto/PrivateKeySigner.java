package org.bequest.crypto;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
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
    this.scheme =
        SignatureScheme.standardFor(algorithm)
            .orElseThrow(
                () -> new IllegalArgumentException(algorithm.configName() + " keys cannot sign"));
    this.provider = providers.forKeys(algorithm.family());
    this.key = Keys.privateKey(key, algorithm.jcaKeyName(), provider);
    this.publicKey = publicKey;
  }

  private PrivateKeySigner(PrivateKeySigner same, SignatureScheme scheme) {
    this.scheme = scheme;
    this.provider = same.provider;
    this.key = same.key;
    this.publicKey = same.publicKey;
  }

  /**
   * The same key with another signature algorithm.
   *
   * @param signature its object identifier
   * @return empty when the key cannot sign so, or the algorithm is not accepted here
   */
  public Optional<PrivateKeySigner> with(ASN1ObjectIdentifier signature) {
    return Arrays.stream(SignatureScheme.values())
        .filter(s -> s.algorithm().getAlgorithm().equals(signature))
        .filter(s -> s.takes(publicKey.getAlgorithm()))
        .findFirst()
        .map(s -> new PrivateKeySigner(this, s));
  }

  /**
   * @throws IllegalArgumentException when the keys are of a kind that {@link KeyAlgorithm} does not
   *     have, or one that cannot sign
   */
  public static PrivateKeySigner of(KeyPair keys) {
    return of(keys.getPrivate(), keys.getPublic());
  }

  /**
   * The two must belong together; nothing here can tell. Whoever reads them from a file checks.
   *
   * @throws IllegalArgumentException when the keys are of a kind that {@link KeyAlgorithm} does not
   *     have, or one that cannot sign
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
