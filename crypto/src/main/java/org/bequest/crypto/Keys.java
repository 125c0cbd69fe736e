package org.bequest.crypto;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import org.bouncycastle.asn1.ASN1Object;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.jcajce.interfaces.MLDSAPrivateKey;
import org.bouncycastle.jcajce.interfaces.MLKEMPrivateKey;

/**
 * Between the octets of a key and an object of a provider.
 *
 * <p>Keys that leave this module are objects of the JDK where it has the algorithm: every provider
 * takes those, and the JDK's TLS takes no others (Conscrypt calls Ed25519 {@code 1.3.101.112}).
 */
public final class Keys {
  private Keys() {}

  /**
   * The key for use outside of this module.
   *
   * @throws InvalidKeySpecException when the octets are no key of a supported kind, or a point is
   *     not on its curve
   */
  public static PublicKey publicKey(SubjectPublicKeyInfo key) throws InvalidKeySpecException {
    KeyFactory factory = neutralFactory(key.getAlgorithm().getAlgorithm());
    return factory.generatePublic(new X509EncodedKeySpec(der(key)));
  }

  /**
   * The key for use outside of this module.
   *
   * @throws InvalidKeySpecException when the octets are no key of a supported kind
   */
  public static PrivateKey privateKey(PrivateKeyInfo key) throws InvalidKeySpecException {
    KeyFactory factory = neutralFactory(key.getPrivateKeyAlgorithm().getAlgorithm());
    return factory.generatePrivate(new PKCS8EncodedKeySpec(der(key)));
  }

  /**
   * In the one form that every provider reads: an ML-DSA or ML-KEM key as its seed alone (which RFC
   * 9881 section 6 and RFC 9935 section 6 prefer), an Ed25519 or X25519 key without its public key
   * (version 1 of RFC 5958).
   *
   * @throws IllegalArgumentException when the key lies in a device that does not show it
   */
  public static PrivateKeyInfo pkcs8(PrivateKey key) {
    byte[] encoded =
        switch (key) {
          case MLDSAPrivateKey mlDsa when mlDsa.getSeed() != null ->
              mlDsa.getPrivateKey(true).getEncoded();
          case MLKEMPrivateKey mlKem when mlKem.getSeed() != null ->
              mlKem.getPrivateKey(true).getEncoded();
          case PrivateKey other -> other.getEncoded();
        };
    if (encoded == null) {
      throw new IllegalArgumentException("the private key cannot be read out");
    }
    PrivateKeyInfo info = PrivateKeyInfo.getInstance(encoded);
    return info.hasPublicKey() ? withoutPublicKey(info) : info;
  }

  private static PrivateKeyInfo withoutPublicKey(PrivateKeyInfo key) {
    try {
      return new PrivateKeyInfo(key.getPrivateKeyAlgorithm(), key.parsePrivateKey());
    } catch (IOException e) {
      throw new IllegalArgumentException("a private key that cannot be encoded", e);
    }
  }

  static KeyPair neutral(KeyPair keys) throws InvalidKeySpecException {
    return new KeyPair(
        publicKey(SubjectPublicKeyInfo.getInstance(keys.getPublic().getEncoded())),
        privateKey(pkcs8(keys.getPrivate())));
  }

  static PublicKey publicKey(SubjectPublicKeyInfo key, String jcaName, Provider provider)
      throws InvalidKeySpecException {
    return factory(jcaName, provider).generatePublic(new X509EncodedKeySpec(der(key)));
  }

  static PrivateKey privateKey(PrivateKey key, String jcaName, Provider provider) {
    try {
      return factory(jcaName, provider).generatePrivate(new PKCS8EncodedKeySpec(der(pkcs8(key))));
    } catch (InvalidKeySpecException e) {
      throw new IllegalArgumentException("not a private key for " + jcaName, e);
    }
  }

  private static KeyFactory neutralFactory(ASN1ObjectIdentifier algorithm)
      throws InvalidKeySpecException {
    try {
      // The JDK keeps these keys expanded and cannot read the seeds of RFC 9881 and RFC 9935.
      return algorithm.on(NISTObjectIdentifiers.sigAlgs) || algorithm.on(NISTObjectIdentifiers.kems)
          ? KeyFactory.getInstance(algorithm.getId(), Providers.standard().bouncyCastle())
          : KeyFactory.getInstance(algorithm.getId());
    } catch (GeneralSecurityException e) {
      throw new InvalidKeySpecException("not a supported kind of key", e);
    }
  }

  private static KeyFactory factory(String name, Provider provider) {
    try {
      return KeyFactory.getInstance(name, provider);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(provider.getName() + " has no " + name + " keys", e);
    }
  }

  static byte[] der(ASN1Object key) {
    try {
      return key.getEncoded();
    } catch (IOException e) {
      throw new IllegalArgumentException("a key that cannot be encoded", e);
    }
  }
}
