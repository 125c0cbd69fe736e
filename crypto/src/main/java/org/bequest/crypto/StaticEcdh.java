package org.bequest.crypto;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * Proof of possession by key agreement with somebody's static key (RFC 6955 section 6): whoever can
 * compute the shared secret can make it, so it convinces that one recipient and nobody else. The
 * variant with SHA-224 is not taken.
 */
enum StaticEcdh {
  SHA256("1.3.6.1.5.5.7.6.26", "SHA-256", "HmacSHA256"),
  SHA384("1.3.6.1.5.5.7.6.27", "SHA-384", "HmacSHA384"),
  SHA512("1.3.6.1.5.5.7.6.28", "SHA-512", "HmacSHA512");

  private final String oid;
  private final String digest;
  private final String mac;

  StaticEcdh(String oid, String digest, String mac) {
    this.oid = oid;
    this.digest = digest;
    this.mac = mac;
  }

  /** Empty for another algorithm, or with parameters, which must be absent. */
  static Optional<StaticEcdh> of(AlgorithmIdentifier algorithm) {
    return Arrays.stream(values())
        .filter(a -> a.oid.equals(algorithm.getAlgorithm().getId()))
        .filter(_ -> algorithm.getParameters() == null)
        .findFirst();
  }

  AlgorithmIdentifier identifier() {
    return new AlgorithmIdentifier(new ASN1ObjectIdentifier(oid));
  }

  /**
   * The value over a text, made with either private key and the other public one.
   *
   * @param recipient certificate of the one who verifies
   */
  byte[] value(Agreement agreement, X509CertificateHolder recipient, byte[] text)
      throws GeneralSecurityException {
    return mac(derived(new Derivation(digest, recipient, agreement.secret())), text);
  }

  private byte[] mac(byte[] key, byte[] text) throws GeneralSecurityException {
    return mac(mac, key, text);
  }

  static byte[] mac(String algorithm, byte[] key, byte[] text) throws GeneralSecurityException {
    Mac mac = Mac.getInstance(algorithm);
    mac.init(new SecretKeySpec(key, algorithm));
    return mac.doFinal(text);
  }

  /** K = KDF(LeadingInfo | ZZ | TrailingInfo), where the KDF is the hash. */
  static byte[] derived(Derivation from) throws GeneralSecurityException {
    MessageDigest hash = MessageDigest.getInstance(from.digest());
    hash.update(der(from.recipient().getSubject()));
    hash.update(from.secret());
    return hash.digest(der(from.recipient().getIssuer()));
  }

  /**
   * @param secret ZZ
   */
  record Derivation(String digest, X509CertificateHolder recipient, byte[] secret) {}

  /** Two keys of one curve, of which one is known whole. */
  record Agreement(PrivateKey own, SubjectPublicKeyInfo other) {
    /** ZZ: the x coordinate, as long as the field is. */
    byte[] secret() throws GeneralSecurityException {
      KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
      agreement.init(own);
      agreement.doPhase(Keys.publicKey(other), true);
      return agreement.generateSecret();
    }
  }

  private static byte[] der(X500Name name) {
    try {
      return name.getEncoded(ASN1Encoding.DER);
    } catch (IOException e) {
      throw new IllegalArgumentException("a name that cannot be encoded", e);
    }
  }
}
