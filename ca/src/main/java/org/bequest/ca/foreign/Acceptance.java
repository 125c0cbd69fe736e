package org.bequest.ca.foreign;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.bequest.ca.Issuer;
import org.bequest.ca.der.Der;
import org.bequest.ca.lint.Linter;
import org.bequest.ca.local.Examination;
import org.bequest.ca.profile.Profile;
import org.bequest.formats.MalformedException;
import org.bequest.formats.pkix.SubjectNames;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Judges what an authority elsewhere sent as the certificate of an order: it is passed on only when
 * it could have been issued here.
 *
 * <ol>
 *   <li>Its key is the request's.
 *   <li>It is an end entity's, without more power than the profile gives.
 *   <li>A certificate of the authority has signed it, and a root is above that.
 *   <li>Its names are those that were ordered, or within the grant.
 *   <li>It is valid now.
 *   <li>The linter finds no fault.
 * </ol>
 */
final class Acceptance {
  private static final Logger LOG = LoggerFactory.getLogger(Acceptance.class);

  /** Two clocks differ, and many authorities backdate by less. */
  private static final Duration SKEW = Duration.ofMinutes(5);

  private final ForeignRules rules;
  private final Examination examination;

  Acceptance(ForeignRules rules, Examination examination) {
    this.rules = rules;
    this.examination = examination;
  }

  /** Fit to be recorded, or why not. */
  sealed interface Result {
    record Accepted(X509CertificateHolder certificate, IssuerCertificates.Origin origin)
        implements Result {}

    /**
     * @param certificate what it was about, if anything
     */
    record Rejected(Optional<X509CertificateHolder> certificate, String why) implements Result {}
  }

  Result judge(Order order, List<X509CertificateHolder> bag, Answered at) {
    // 1 The key.
    Optional<X509CertificateHolder> own =
        bag.stream()
            .filter(c -> c.getSubjectPublicKeyInfo().equals(key(order)))
            .max(Comparator.comparing(X509CertificateHolder::getNotBefore));
    if (own.isEmpty()) {
      return new Result.Rejected(
          bag.stream().findFirst(), "there is no certificate for the key of the request");
    }
    Optional<IssuerCertificates.Origin> origin = at.issuers().originOf(own.get());
    // 3 The signature, before anything else that is in it is looked at.
    if (origin.isEmpty()) {
      return new Result.Rejected(own, "it was not issued by any of the authority's certificates");
    }
    return fault(order, own.get(), at.time())
        .or(() -> lint(own.get(), origin.get().issuer()))
        .<Result>map(why -> new Result.Rejected(own, why))
        .orElseGet(() -> new Result.Accepted(own.get(), origin.get()));
  }

  /**
   * The circumstances of an answer.
   *
   * @param issuers the authority's certificates now
   */
  record Answered(IssuerCertificates issuers, Instant time) {}

  private Optional<String> fault(Order order, X509CertificateHolder certificate, Instant now) {
    // 2 Power, 4 names, 5 validity.
    return power(certificate, order.profile())
        .or(() -> names(order, certificate))
        .or(() -> validity(order, certificate, now));
  }

  private static Optional<String> power(X509CertificateHolder certificate, Profile profile) {
    if (!certificate.hasExtensions()) {
      return Optional.empty();
    }
    BasicConstraints constraints = BasicConstraints.fromExtensions(certificate.getExtensions());
    if (constraints != null && constraints.isCA()) {
      return Optional.of("it makes an authority of the requester");
    }
    KeyUsage usage = KeyUsage.fromExtensions(certificate.getExtensions());
    if (usage != null
        && (usage.hasUsages(KeyUsage.keyCertSign) || usage.hasUsages(KeyUsage.cRLSign))) {
      return Optional.of("its key usage is an authority's");
    }
    ExtendedKeyUsage purposes = ExtendedKeyUsage.fromExtensions(certificate.getExtensions());
    return purposes == null
        ? Optional.empty()
        : profile.beyond(List.of(purposes.getUsages())).map(p -> "it gives the power of " + p);
  }

  private Optional<String> names(Order order, X509CertificateHolder certificate) {
    try {
      SubjectNames names = SubjectNames.ofCertificate(certificate);
      return names.sameAs(order.names())
          ? Optional.empty()
          : examination.beyond(names, order.permit());
    } catch (MalformedException e) {
      return Optional.of("its names cannot be read: " + e.getMessage());
    }
  }

  private static Optional<String> validity(
      Order order, X509CertificateHolder certificate, Instant now) {
    if (certificate.getNotAfter().toInstant().isAfter(order.permit().latestEnd())) {
      return Optional.of("it outlives its line of renewals");
    }
    boolean begun = !certificate.getNotBefore().toInstant().isAfter(now.plus(SKEW));
    boolean ended = !certificate.getNotAfter().toInstant().isAfter(now);
    return begun && !ended ? Optional.empty() : Optional.of("it is not valid now");
  }

  private Optional<String> lint(X509CertificateHolder certificate, Issuer issuer) {
    byte[] toBeSigned = Der.encode(certificate.toASN1Structure().getTBSCertificate());
    return switch (new Linter(issuer).lint(toBeSigned)) {
      case Linter.Result.Clean _ -> Optional.empty();
      case Linter.Result.Faulty(var findings) -> {
        String text = findings.stream().map(f -> f.rule() + ": " + f.detail()).toList().toString();
        yield switch (rules.lint()) {
          case ENFORCE -> Optional.of("the linter finds " + text);
          case REPORT -> {
            LOG.warn(
                "authority {}: certificate {} has faults: {}",
                rules.name(),
                certificate.getSerialNumber().toString(16),
                text);
            yield Optional.empty();
          }
        };
      }
    };
  }

  private static SubjectPublicKeyInfo key(Order order) {
    return order.request().csr().csr().subjectPublicKeyInfo();
  }
}
