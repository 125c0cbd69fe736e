package org.bequest.cli.inspect;

import java.util.Optional;
import org.bequest.cli.inspect.tree.JsonTree;
import org.bequest.cli.inspect.tree.Shown;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Asn1;
import org.bequest.formats.asn1.Der;
import org.bequest.formats.pkix.NameText;
import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.Validity;
import org.bouncycastle.cert.X509CertificateHolder;
import org.jspecify.annotations.Nullable;

/**
 * A certificate.
 *
 * <pre>
 * Certificate ::= SEQUENCE {
 *   tbsCertificate     TBSCertificate,
 *   signatureAlgorithm AlgorithmIdentifier,
 *   signature          BIT STRING }                               -- RFC 5280 section 4.1
 * </pre>
 */
record CertificateView(Inspection in) {
  private static final int MOST_SERIAL_OCTETS = 20;

  Shown of(X509CertificateHolder certificate) throws MalformedException {
    return fields(certificate).shown();
  }

  Shown.Builder fields(X509CertificateHolder certificate) throws MalformedException {
    var structure = certificate.toASN1Structure();
    return Shown.fields()
        .add("sha256", fingerprint(certificate))
        .add("tbsCertificate", tbs(structure.getTBSCertificate()))
        .add("signatureAlgorithm", in.algorithm(structure.getSignatureAlgorithm()))
        .add("signature", structure.getSignature().getBytes());
  }

  static String fingerprint(X509CertificateHolder certificate) {
    return JsonTree.sha256(Der.of(certificate.toASN1Structure()));
  }

  /** {@code CN=pump-7, until 2027-01-02T03:04:05Z, SHA-256 0a1b…}. */
  static String brief(X509CertificateHolder certificate) {
    return NameText.of(certificate.getSubject())
        + ", serial 0x"
        + certificate.getSerialNumber().toString(16)
        + ", until "
        + certificate.getNotAfter().toInstant()
        + ", SHA-256 "
        + fingerprint(certificate);
  }

  /**
   * <pre>
   * TBSCertificate ::= SEQUENCE {
   *   version              [0] EXPLICIT Version DEFAULT v1,
   *   serialNumber         CertificateSerialNumber,
   *   signature            AlgorithmIdentifier,
   *   issuer               Name,
   *   validity             Validity,
   *   subject              Name,
   *   subjectPublicKeyInfo SubjectPublicKeyInfo,
   *   issuerUniqueID       [1] IMPLICIT UniqueIdentifier OPTIONAL,
   *   subjectUniqueID      [2] IMPLICIT UniqueIdentifier OPTIONAL,
   *   extensions           [3] EXPLICIT Extensions OPTIONAL }      -- RFC 5280 section 4.1
   * </pre>
   */
  Shown tbs(TBSCertificate tbs) throws MalformedException {
    Extensions extensions = tbs.getExtensions();
    return Shown.fields()
        .add("version", version(tbs, extensions))
        .add("serialNumber", serial(tbs))
        .add("signature", in.algorithm(tbs.getSignature()))
        .add("issuer", in.name(tbs.getIssuer()))
        .add("validity", validity(tbs.getValidity()))
        .add("subject", in.name(tbs.getSubject()))
        .add("subjectPublicKeyInfo", in.publicKey(tbs.getSubjectPublicKeyInfo()))
        .add("issuerUniqueID", bits(tbs.getIssuerUniqueId()))
        .add("subjectUniqueID", bits(tbs.getSubjectUniqueId()))
        .add(
            "extensions",
            extensions == null ? Optional.empty() : Optional.of(in.extensions(extensions)))
        .shown();
  }

  private static Shown version(TBSCertificate tbs, @Nullable Extensions extensions) {
    int version = tbs.getVersionNumber();
    Shown shown = Shown.number(version - 1L).brief((version - 1) + " (v" + version + ")");
    return extensions != null && version != 3
        ? shown.but("v" + version + " with extensions, which only v3 has (RFC 5280 4.1.2.1)")
        : shown;
  }

  private static Shown serial(TBSCertificate tbs) {
    var number = tbs.getSerialNumber().getValue();
    Shown shown = Shown.text("0x" + number.toString(16));
    if (number.signum() <= 0) {
      return shown.but("not a positive number (RFC 5280 4.1.2.2)");
    }
    return number.bitLength() > 8 * MOST_SERIAL_OCTETS - 1
        ? shown.but("longer than 20 octets (RFC 5280 4.1.2.2)")
        : shown;
  }

  private static Shown validity(Validity validity) throws MalformedException {
    return Shown.fields()
        .add("notBefore", time(validity.getNotBefore()))
        .add("notAfter", time(validity.getNotAfter()))
        .shown();
  }

  static Shown time(Time time) throws MalformedException {
    return Asn1.typed(time, t -> Shown.time(t.getDate().toInstant()), "/Time");
  }

  private static Optional<Shown> bits(@Nullable ASN1BitString bits) {
    return Optional.ofNullable(bits).map(b -> Shown.octets(b.getBytes()));
  }
}
