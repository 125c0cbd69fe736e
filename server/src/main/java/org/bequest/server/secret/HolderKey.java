package org.bequest.server.secret;

import java.io.IOException;
import java.util.Optional;
import org.bequest.ca.profile.KeyIdentifierMethod;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.crypto.check.KeyCheck;
import org.bequest.formats.MalformedException;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.jspecify.annotations.Nullable;

/**
 * The public half of a device's key for encryption, from a secret of kind KEY_HOLDER.
 *
 * @param certificate of that key, when it was registered with one
 * @param identifier the subject key identifier, by the certificate's word or by RFC 5280 4.2.1.2
 *     (1)
 * @param unrestricted whether the certificate allows key transport or agreement, or says nothing
 */
public record HolderKey(
    SubjectPublicKeyInfo publicKey,
    Optional<X509CertificateHolder> certificate,
    byte[] identifier,
    boolean unrestricted) {
  private static final int FIELDS_OF_CERTIFICATE = 3;

  /**
   * @param der a Certificate or a SubjectPublicKeyInfo
   * @throws MalformedException when it is neither
   */
  public static HolderKey decode(byte[] der) throws MalformedException {
    try {
      ASN1Sequence sequence = ASN1Sequence.getInstance(ASN1Primitive.fromByteArray(der));
      return sequence.size() == FIELDS_OF_CERTIFICATE
          ? of(new X509CertificateHolder(Certificate.getInstance(sequence)))
          : of(SubjectPublicKeyInfo.getInstance(sequence));
    } catch (IOException | RuntimeException e) {
      throw new MalformedException("neither a certificate nor a public key", e);
    }
  }

  private static HolderKey of(SubjectPublicKeyInfo key) {
    return new HolderKey(key, Optional.empty(), KeyIdentifierMethod.SHA1.of(key), true);
  }

  private static HolderKey of(X509CertificateHolder certificate) {
    var identifier = SubjectKeyIdentifier.fromExtensions(certificate.getExtensions());
    SubjectPublicKeyInfo key = certificate.getSubjectPublicKeyInfo();
    return new HolderKey(
        key,
        Optional.of(certificate),
        identifier == null ? KeyIdentifierMethod.SHA1.of(key) : identifier.getKeyIdentifier(),
        allows(KeyUsage.fromExtensions(certificate.getExtensions())));
  }

  private static boolean allows(@Nullable KeyUsage usage) {
    return usage == null
        || usage.hasUsages(KeyUsage.keyEncipherment)
        || usage.hasUsages(KeyUsage.keyAgreement);
  }

  /**
   * RFC 7030 4.4.1.2: a certificate must allow key transport or key agreement, or restrict nothing.
   *
   * @throws MalformedException with one clause when this key cannot be encrypted to
   */
  public void checkSuitable() throws MalformedException {
    if (KeyAlgorithm.of(publicKey).filter(HolderKey::receives).isEmpty()) {
      throw new MalformedException("not a key that can be encrypted to");
    }
    if (new KeyCheck(KeyCheck.Policy.STRICT).check(publicKey)
        instanceof KeyCheck.Result.Weak(String why)) {
      throw new MalformedException(why);
    }
    if (!unrestricted) {
      throw new MalformedException(
          "the certificate allows its key neither key transport nor key agreement");
    }
  }

  private static boolean receives(KeyAlgorithm algorithm) {
    return switch (algorithm.family()) {
      case EC_P256, EC_LARGE, RSA, X25519, ML_KEM -> true;
      case ED25519, ML_DSA -> false;
    };
  }
}
