package org.bequest.ca.local;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.bequest.ca.Issuer;
import org.bequest.ca.der.Der;
import org.bequest.ca.profile.Profile;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.formats.pkix.SubjectNames;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/**
 * What all certificates of one profile and one issuer have in common, encoded once; a certificate
 * is then put together from bytes. Grammar: RFC 5280 section 4.1.
 */
final class CertificateTemplate {
  private static final byte[] VERSION_3 = Der.explicit(0, Der.encode(new ASN1Integer(2)));
  private static final int EXTENSIONS = 3;

  private final Profile profile;
  private final byte[] signature;
  private final byte[] issuerName;
  private final Map<KeyAlgorithm.Family, byte[]> fixedExtensions =
      new EnumMap<>(KeyAlgorithm.Family.class);

  /**
   * @param copied extensions taken from the request
   */
  record Subject(SubjectNames names, SubjectPublicKeyInfo key, List<Extension> copied) {
    Subject {
      copied = List.copyOf(copied);
    }
  }

  record Validity(Instant notBefore, Instant notAfter) {}

  CertificateTemplate(Profile profile, Issuer issuer) {
    this.profile = profile;
    this.signature = Der.encode(issuer.signatureAlgorithm());
    this.issuerName = Der.encode(issuer.name());
    for (KeyAlgorithm.Family family : KeyAlgorithm.Family.values()) {
      fixedExtensions.put(family, fixedExtensions(issuer, family));
    }
  }

  /** The DER of the TBSCertificate. */
  byte[] build(BigInteger serial, Validity validity, Subject subject) {
    return Der.sequence(
        VERSION_3,
        Der.encode(new ASN1Integer(serial)),
        signature,
        issuerName,
        Der.sequence(Der.time(validity.notBefore()), Der.time(validity.notAfter())),
        Der.encode(subject.names().subject()),
        Der.encode(subject.key()),
        Der.explicit(EXTENSIONS, extensions(subject)));
  }

  private byte[] extensions(Subject subject) {
    KeyAlgorithm algorithm = KeyAlgorithm.of(subject.key()).orElseThrow();
    byte[] fixed = Objects.requireNonNull(fixedExtensions.get(algorithm.family()));
    byte[] identifier = profile.keyIdentifier().of(subject.key());
    ByteArrayOutputStream rest = new ByteArrayOutputStream();
    if (!subject.names().alternatives().isEmpty()) {
      rest.writeBytes(alternatives(subject.names()));
    }
    subject.copied().forEach(e -> rest.writeBytes(Der.encode(e)));
    return Der.sequence(
        extension(Extension.subjectKeyIdentifier, false, new DEROctetString(identifier)),
        fixed,
        rest.toByteArray());
  }

  /** RFC 5280 4.2.1.6: critical when there is no subject. */
  private static byte[] alternatives(SubjectNames names) {
    GeneralName[] all = names.alternatives().toArray(GeneralName[]::new);
    boolean critical = names.subject().size() == 0;
    return extension(Extension.subjectAlternativeName, critical, new GeneralNames(all));
  }

  private byte[] fixedExtensions(Issuer issuer, KeyAlgorithm.Family family) {
    ByteArrayOutputStream fixed = new ByteArrayOutputStream();
    fixed.writeBytes(
        extension(
            Extension.authorityKeyIdentifier,
            false,
            new AuthorityKeyIdentifier(issuer.keyIdentifier())));
    fixed.writeBytes(extension(Extension.keyUsage, true, new KeyUsage(profile.keyUsage(family))));
    profile
        .pathLength()
        .ifPresent(length ->
            fixed.writeBytes(
                extension(Extension.basicConstraints, true, new BasicConstraints(length))));
    if (!profile.purposes().isEmpty()) {
      KeyPurposeId[] purposes = profile.purposes().toArray(KeyPurposeId[]::new);
      fixed.writeBytes(
          extension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purposes)));
    }
    fixed.writeBytes(pointers());
    return fixed.toByteArray();
  }

  private byte[] pointers() {
    ByteArrayOutputStream pointers = new ByteArrayOutputStream();
    if (!profile.urls().crl().isEmpty()) {
      DistributionPointName names =
          new DistributionPointName(
              new GeneralNames(
                  profile.urls().crl().stream()
                      .map(CertificateTemplate::url)
                      .toArray(GeneralName[]::new)));
      CRLDistPoint point =
          new CRLDistPoint(new DistributionPoint[] {new DistributionPoint(names, null, null)});
      pointers.writeBytes(extension(Extension.cRLDistributionPoints, false, point));
    }
    AccessDescription[] accesses = accesses();
    if (accesses.length > 0) {
      pointers.writeBytes(
          extension(
              Extension.authorityInfoAccess, false, new AuthorityInformationAccess(accesses)));
    }
    return pointers.toByteArray();
  }

  private AccessDescription[] accesses() {
    Stream<AccessDescription> ocsp =
        profile.urls().ocsp().stream()
            .map(u -> new AccessDescription(AccessDescription.id_ad_ocsp, url(u)));
    Stream<AccessDescription> issuer =
        profile.urls().issuer().stream()
            .map(u -> new AccessDescription(AccessDescription.id_ad_caIssuers, url(u)));
    return Stream.concat(ocsp, issuer).toArray(AccessDescription[]::new);
  }

  private static GeneralName url(String text) {
    return new GeneralName(GeneralName.uniformResourceIdentifier, text);
  }

  private static byte[] extension(ASN1ObjectIdentifier id, boolean critical, ASN1Encodable value) {
    return Der.encode(new Extension(id, critical, Der.encode(value)));
  }
}
