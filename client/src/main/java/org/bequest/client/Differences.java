package org.bequest.client;

import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.bequest.formats.pkix.Csr;
import org.bequest.formats.pkix.SubjectNames;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;

/** How an issued certificate differs from what was asked for: an authority may decide otherwise. */
final class Differences {
  private Differences() {}

  /** One clause for each difference; empty when there is none. */
  static List<String> between(Csr csr, X509Certificate issued, Instant now) {
    Certificate certificate = structure(issued);
    List<String> found = new ArrayList<>();
    SubjectNames names = names(certificate);
    SubjectNames asked = csr.changeSubjectName().orElseGet(csr::names);
    if (!asked.sameSubject(names)) {
      found.add("the subject is " + names.subjectText() + " instead of " + asked.subjectText());
    }
    if (!asked.sameAlternatives(names)) {
      found.add("the alternative names are not those of the request");
    }
    csr.requestedExtensions().stream()
        .flatMap(Differences::identifiers)
        .filter(id -> !id.equals(Extension.subjectAlternativeName))
        .flatMap(id -> difference(csr, certificate, id))
        .forEach(found::add);
    if (now.isBefore(issued.getNotBefore().toInstant())) {
      found.add("it is not valid before " + issued.getNotBefore().toInstant());
    }
    return List.copyOf(found);
  }

  private static Stream<String> difference(
      Csr csr, Certificate certificate, ASN1ObjectIdentifier id) {
    Extensions issued = certificate.getTBSCertificate().getExtensions();
    Extension given = issued == null ? null : issued.getExtension(id);
    if (given == null) {
      return Stream.of("the extension " + id + " is missing");
    }
    boolean same =
        csr.requestedExtensions()
            .map(e -> e.getExtension(id).getExtnValue().equals(given.getExtnValue()))
            .orElse(true);
    return same ? Stream.empty() : Stream.of("the extension " + id + " has another value");
  }

  private static Stream<ASN1ObjectIdentifier> identifiers(Extensions extensions) {
    return Arrays.stream(extensions.getExtensionOIDs());
  }

  /** Without alternative names when the issued ones cannot be read. */
  private static SubjectNames names(Certificate certificate) {
    X500Name subject = certificate.getSubject();
    Extensions extensions = certificate.getTBSCertificate().getExtensions();
    try {
      return extensions == null ? SubjectNames.of(subject) : SubjectNames.of(subject, extensions);
    } catch (IllegalArgumentException e) {
      return SubjectNames.of(subject);
    }
  }

  private static Certificate structure(X509Certificate certificate) {
    try {
      return Certificate.getInstance(certificate.getEncoded());
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("a parsed certificate has an encoding", e);
    }
  }
}
