package org.bequest.crypto;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.Optional;
import org.bequest.formats.pkix.DhSigStatic;
import org.bouncycastle.asn1.cms.IssuerAndSerialNumber;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * Proves possession of a key that is not to sign, to the holder of one certificate (RFC 6955
 * section 6): for a request whose certificate will be for key agreement alone.
 */
public final class KeyAgreementSigner implements Signer {
  private final KeyPair keys;
  private final X509CertificateHolder recipient;
  private final StaticEcdh algorithm;

  private KeyAgreementSigner(KeyPair keys, X509CertificateHolder recipient, StaticEcdh algorithm) {
    this.keys = keys;
    this.recipient = recipient;
    this.algorithm = algorithm;
  }

  /**
   * @param recipient certificate of the server's key for key agreement
   * @throws IllegalArgumentException when the two keys are not of one curve, or the certificate is
   *     not for key agreement
   */
  public static KeyAgreementSigner of(KeyPair keys, X509CertificateHolder recipient) {
    KeyAgreementKey.check(recipient);
    SubjectPublicKeyInfo own = SubjectPublicKeyInfo.getInstance(keys.getPublic().getEncoded());
    if (!own.getAlgorithm().equals(recipient.getSubjectPublicKeyInfo().getAlgorithm())) {
      throw new IllegalArgumentException(
          "the key is not of the curve of " + recipient.getSubject());
    }
    return new KeyAgreementSigner(keys, recipient, algorithm(own));
  }

  private static StaticEcdh algorithm(SubjectPublicKeyInfo key) {
    return switch (KeyAlgorithm.of(key).orElseThrow()) {
      case P384 -> StaticEcdh.SHA384;
      case P521 -> StaticEcdh.SHA512;
      default -> StaticEcdh.SHA256;
    };
  }

  @Override
  public AlgorithmIdentifier algorithm() {
    return algorithm.identifier();
  }

  @Override
  public SubjectPublicKeyInfo publicKey() {
    return SubjectPublicKeyInfo.getInstance(keys.getPublic().getEncoded());
  }

  @Override
  public byte[] sign(byte[] message) {
    try {
      StaticEcdh.Agreement agreement =
          new StaticEcdh.Agreement(keys.getPrivate(), recipient.getSubjectPublicKeyInfo());
      byte[] value = algorithm.value(agreement, recipient, message);
      return new DhSigStatic(
              Optional.of(
                  new IssuerAndSerialNumber(recipient.getIssuer(), recipient.getSerialNumber())),
              value)
          .encode();
    } catch (GeneralSecurityException e) {
      throw new SigningException("the key cannot agree with that of " + recipient.getSubject(), e);
    }
  }
}
