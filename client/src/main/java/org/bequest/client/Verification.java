package org.bequest.client;

import java.security.GeneralSecurityException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bequest.client.EstException.Kind;
import org.bequest.client.cmc.SignerTrust;
import org.bequest.client.keygen.PackagePolicy;
import org.bequest.client.trust.AnchorUpdate;
import org.bequest.client.trust.CaCertificates;
import org.bequest.client.trust.CertificatePath;
import org.bequest.client.trust.PackageTrust;
import org.bequest.client.trust.ServerAuthorization;
import org.bequest.client.trust.TrustAnchors;
import org.bequest.formats.pkix.Csr;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/**
 * Is what the server delivered what was asked for, and from the authority that this client
 * believes? The roots that it learns from /cacerts are those of {@link AnchorUpdate}.
 */
final class Verification {
  private static final int CRL_SIGN = 6;

  private final TrustAnchors trust;
  private final Clock clock;
  private TrustAnchors learned = TrustAnchors.none();

  Verification(TrustAnchors trust, Clock clock) {
    this.trust = trust;
    this.clock = clock;
  }

  AnchorUpdate learn(CaCertificates certificates, ServerAuthorization from) {
    AnchorUpdate update = AnchorUpdate.of(trust, certificates, from.database(), clock.instant());
    learned = update.anchors();
    return update;
  }

  /**
   * @param bag in any order: the certificate is found by its key, never by its position
   * @param fetch learns /cacerts, which may have what completes the path
   */
  Enrollment.Issued issued(List<X509Certificate> bag, Csr csr, Runnable fetch) {
    return issued(bag, csr.subjectPublicKeyInfo(), csr, fetch);
  }

  /**
   * @param key that of the request, or the one that the server made instead
   */
  Enrollment.Issued issued(
      List<X509Certificate> bag, SubjectPublicKeyInfo key, Csr csr, Runnable fetch) {
    X509Certificate own =
        bag.stream()
            .filter(c -> isSame(publicKey(c), key))
            .max(Comparator.comparing(X509Certificate::getNotBefore))
            .orElseThrow(() ->
                new EstException(
                    Kind.TRUST, "the server issued no certificate for the key of the request"));
    CertificatePath.Valid path = path(own, bag, fetch);
    List<X509Certificate> chain = path.certificates().stream().skip(1).toList();
    return new Enrollment.Issued(own, chain, Differences.between(csr, own, clock.instant()));
  }

  private CertificatePath.Valid path(
      X509Certificate own, List<X509Certificate> bag, Runnable fetch) {
    if (path(own, bag) instanceof CertificatePath.Valid valid) {
      return valid;
    }
    fetch.run();
    return switch (path(own, bag)) {
      case CertificatePath.Valid valid -> valid;
      case CertificatePath.Invalid(String why) ->
          throw new EstException(
              Kind.TRUST, "the issued certificate does not lead to a trust anchor: " + why);
    };
  }

  /** RFC 8295 8.1: to which anchors the signatures of key packages must lead. */
  PackageTrust packages(PackagePolicy policy) {
    List<X509Certificate> intermediates = new ArrayList<>(trust.intermediates());
    intermediates.addAll(learned.intermediates());
    boolean named = !policy.anchors().isEmpty();
    return new PackageTrust(
        named ? policy.anchors() : anchors(), intermediates, named, clock.instant());
  }

  /** At a time when the certificate itself is valid: a device's clock may lag behind. */
  private CertificatePath path(X509Certificate own, List<X509Certificate> bag) {
    Instant start = own.getNotBefore().toInstant();
    Instant now = clock.instant();
    return path(own, bag, now.isBefore(start) ? start : now);
  }

  private CertificatePath path(X509Certificate target, List<X509Certificate> bag, Instant at) {
    List<X509Certificate> candidates = new ArrayList<>(bag);
    candidates.addAll(trust.intermediates());
    candidates.addAll(learned.intermediates());
    return CertificatePath.build(target, candidates, anchors(), at);
  }

  /** Whom to believe that answers come from the authority. */
  SignerTrust signerTrust() {
    List<X509Certificate> known =
        Stream.concat(trust.intermediates().stream(), learned.intermediates().stream())
            .distinct()
            .toList();
    return new SignerTrust(anchors(), known);
  }

  private List<X509Certificate> anchors() {
    return Stream.concat(trust.explicit().stream(), learned.explicit().stream())
        .distinct()
        .toList();
  }

  /** RFC 8295 4.2: a list that cannot be traced to an anchor is discarded. */
  List<X509CRL> authentic(List<X509CRL> crls, Runnable fetch) {
    if (!crls.stream().allMatch(this::isAuthentic)) {
      fetch.run();
    }
    return crls.stream().filter(this::isAuthentic).toList();
  }

  private boolean isAuthentic(X509CRL crl) {
    return Stream.of(anchors(), trust.intermediates(), learned.intermediates())
        .flatMap(List::stream)
        .filter(ca -> ca.getSubjectX500Principal().equals(crl.getIssuerX500Principal()))
        .filter(Verification::maySignCrls)
        .filter(ca -> isSignedBy(crl, ca))
        .anyMatch(this::isOfAnAnchor);
  }

  private boolean isOfAnAnchor(X509Certificate ca) {
    return anchors().contains(ca)
        || path(ca, List.of(), clock.instant()) instanceof CertificatePath.Valid;
  }

  private static boolean maySignCrls(X509Certificate ca) {
    return Optional.ofNullable(ca.getKeyUsage()).map(usage -> usage[CRL_SIGN]).orElse(true);
  }

  private static boolean isSignedBy(X509CRL crl, X509Certificate ca) {
    try {
      crl.verify(ca.getPublicKey());
      return true;
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  /** Authorities leave out the parameters of RSA, or write them: NULL. */
  private static boolean isSame(SubjectPublicKeyInfo one, SubjectPublicKeyInfo other) {
    return one.equals(other)
        || (one.getPublicKeyData().equals(other.getPublicKeyData()) && isRsa(one) && isRsa(other));
  }

  private static boolean isRsa(SubjectPublicKeyInfo key) {
    return key.getAlgorithm().getAlgorithm().equals(PKCSObjectIdentifiers.rsaEncryption);
  }

  private static SubjectPublicKeyInfo publicKey(X509Certificate certificate) {
    try {
      return Certificate.getInstance(certificate.getEncoded()).getSubjectPublicKeyInfo();
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("a parsed certificate has an encoding", e);
    }
  }
}
