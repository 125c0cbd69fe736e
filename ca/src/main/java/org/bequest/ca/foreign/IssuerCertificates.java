package org.bequest.ca.foreign;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bequest.ca.Issuer;
import org.bequest.ca.der.Der;
import org.bequest.crypto.Signatures;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;

/** The certificates of one authority elsewhere, each believed, in any order. */
public record IssuerCertificates(List<X509CertificateHolder> certificates) {
  private static final int LONGEST = 10;

  public IssuerCertificates {
    certificates = List.copyOf(certificates);
  }

  /**
   * Who issued a certificate, with the way from there to a root.
   *
   * @param chain the issuer's certificate first
   */
  record Origin(Issuer issuer, List<X509CertificateHolder> chain) {}

  /** Whether one of these issued it and a root is above. */
  public boolean knows(X509CertificateHolder certificate) {
    return originOf(certificate).isPresent();
  }

  /** Empty when it was issued by none of these, or no root is reached. */
  Optional<Origin> originOf(X509CertificateHolder certificate) {
    List<X509CertificateHolder> chain = new ArrayList<>();
    X509CertificateHolder at = certificate;
    while (chain.isEmpty() || !isRoot(at)) {
      Optional<X509CertificateHolder> above = signerOf(at);
      if (above.isEmpty() || chain.size() == LONGEST) {
        return Optional.empty();
      }
      at = above.get();
      chain.add(at);
    }
    return Optional.of(new Origin(issuer(chain.getFirst(), certificate), List.copyOf(chain)));
  }

  /** Whoever may have issued a certificate. */
  public List<Issuer> issuers() {
    return certificates.stream().map(c -> issuer(c, c)).toList();
  }

  /** One clause about the first certificate that does not belong here; empty when all do. */
  public Optional<String> fault() {
    return certificates.stream()
        .flatMap(c -> fault(c).stream())
        .findFirst()
        .or(() ->
            certificates.isEmpty() ? Optional.of("there is no certificate") : Optional.empty());
  }

  private Optional<String> fault(X509CertificateHolder certificate) {
    if (!isAuthority(certificate)) {
      return Optional.of(certificate.getSubject() + " is not the certificate of an authority");
    }
    return isRoot(certificate) || originOf(certificate).isPresent()
        ? Optional.empty()
        : Optional.of("no root is there above " + certificate.getSubject());
  }

  private Optional<X509CertificateHolder> signerOf(X509CertificateHolder certificate) {
    Stream<X509CertificateHolder> named =
        certificates.stream()
            .filter(c -> !c.equals(certificate) && isAuthority(c))
            .filter(c -> c.getSubject().equals(certificate.getIssuer()));
    return named.filter(c -> verdict(c, certificate) == Signatures.Verdict.VALID).findFirst();
  }

  /** A root is believed because it is here: an old one may have signed itself with SHA-1. */
  private static boolean isRoot(X509CertificateHolder certificate) {
    return certificate.getSubject().equals(certificate.getIssuer())
        && switch (verdict(certificate, certificate)) {
          case VALID, REFUSED_ALGORITHM -> true;
          case INVALID, UNUSABLE_KEY -> false;
        };
  }

  private static boolean isAuthority(X509CertificateHolder certificate) {
    BasicConstraints constraints = BasicConstraints.fromExtensions(certificate.getExtensions());
    return constraints != null && constraints.isCA();
  }

  private static Signatures.Verdict verdict(
      X509CertificateHolder issuer, X509CertificateHolder subject) {
    return Signatures.verify(
        issuer.getSubjectPublicKeyInfo(),
        subject.getSignatureAlgorithm(),
        Der.encode(subject.toASN1Structure().getTBSCertificate()),
        subject.getSignature());
  }

  /**
   * @param signed tells with which algorithm the issuer signs
   */
  private static Issuer issuer(X509CertificateHolder authority, X509CertificateHolder signed) {
    SubjectPublicKeyInfo key = authority.getSubjectPublicKeyInfo();
    SubjectKeyIdentifier identifier =
        SubjectKeyIdentifier.fromExtensions(authority.getExtensions());
    return new Issuer(
        HexFormat.of().formatHex(sha256(key)),
        authority.getSubject(),
        key,
        identifier == null ? new byte[0] : identifier.getKeyIdentifier(),
        signed.getSignatureAlgorithm(),
        authority.getNotAfter().toInstant());
  }

  static byte[] sha256(SubjectPublicKeyInfo key) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(Der.encode(key));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
