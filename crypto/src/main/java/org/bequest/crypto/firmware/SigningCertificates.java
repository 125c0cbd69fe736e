package org.bequest.crypto.firmware;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Optional;
import org.bequest.formats.asn1.Octets;
import org.bequest.formats.firmware.FirmwareAttributes;
import org.bequest.formats.firmware.SigningCertificate;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.IssuerSerial;
import org.bouncycastle.cert.X509CertificateHolder;

/** The attributes that tie a signature to one certificate with the signer's key. */
final class SigningCertificates {
  /** SHA-1 is what the attribute is defined with; it protects nothing that the other does not. */
  private static final String FIRST = "SHA-1";

  private SigningCertificates() {}

  /** The form of RFC 4108 and the one with a digest that is still good. */
  static List<SigningCertificate> of(X509CertificateHolder certificate) {
    return List.of(
        of(certificate, FIRST, Optional.empty()),
        of(certificate, "SHA-256", Optional.of(SigningCertificate.SHA256)));
  }

  private static SigningCertificate of(
      X509CertificateHolder certificate, String digest, Optional<AlgorithmIdentifier> algorithm) {
    IssuerSerial issuer =
        new IssuerSerial(
            new GeneralNames(new GeneralName(certificate.getIssuer())),
            certificate.getSerialNumber());
    return new SigningCertificate(
        algorithm, Octets.of(digest(digest, certificate)), Optional.of(issuer), List.of());
  }

  /** Whether each of them that is there may stand beside this certificate of the signer. */
  static boolean suit(FirmwareAttributes attributes, Optional<X509CertificateHolder> signer) {
    return attributes.all().stream()
        .filter(SigningCertificate.class::isInstance)
        .map(SigningCertificate.class::cast)
        .allMatch(named -> signer.filter(own -> isWithinPolicies(named, own)).isPresent());
  }

  /** RFC 4108 section 2.2.13: no policy, or one of those that the certificate has. */
  private static boolean isWithinPolicies(
      SigningCertificate attribute, X509CertificateHolder certificate) {
    if (attribute.policies().isEmpty()) {
      return true;
    }
    Extensions extensions = certificate.getExtensions();
    CertificatePolicies policies =
        extensions == null ? null : CertificatePolicies.fromExtensions(extensions);
    return attribute.policies().size() == 1
        && policies != null
        && policies.getPolicyInformation(attribute.policies().getFirst().getPolicyIdentifier())
            != null;
  }

  private static byte[] digest(String algorithm, X509CertificateHolder certificate) {
    try {
      return MessageDigest.getInstance(algorithm).digest(certificate.getEncoded());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has " + algorithm, e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
