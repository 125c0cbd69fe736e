package org.bequest.ca.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bequest.ca.Decision;
import org.bequest.ca.Issuer;
import org.bequest.ca.der.SignedStructure;
import org.bequest.ca.lint.LintedCertificate;
import org.bequest.ca.lint.Linter;
import org.bequest.ca.profile.Profile;
import org.bequest.ca.signer.CertificateSigner;
import org.bequest.crypto.Providers;
import org.bequest.crypto.Signatures;
import org.bequest.formats.wire.EstOperation;
import org.bequest.formats.wire.Reason;
import org.bequest.store.AuditEntry;
import org.bequest.store.CertificateRow;
import org.bequest.store.CertificateStore;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * The way of a request to a certificate, under one issuing key and one profile.
 *
 * <ol>
 *   <li>The key is of a kind that the profile allows, strong, and nobody else's.
 *   <li>The names come from the identity or its grant.
 *   <li>The certificate to be signed is put together.
 *   <li>Its bytes are linted.
 *   <li>The linted bytes are signed.
 *   <li>The signature is verified, and what was signed is what was linted.
 *   <li>Row, audit entry and spent password are committed; only then is it issued.
 * </ol>
 *
 * A serial number that the issuer has used already sends the request back to step 3.
 */
final class Issuance {
  private static final int ATTEMPTS = 5;

  private final CertificateSigner signer;
  private final Profile profile;
  private final CertificateStore certificates;
  private final InstantSource clock;
  private final List<X509CertificateHolder> chain;
  private final Settlement settlement;
  private final CertificateTemplate template;
  private final Linter linter;
  private final RevocationChallenges challenges;
  private final SerialNumbers serials = new SerialNumbers(Providers.random());

  /**
   * @param chain from the signer's certificate up; empty while a root signs its own
   */
  record Authority(
      CertificateSigner signer,
      List<X509CertificateHolder> chain,
      CertificateStore certificates,
      InstantSource clock) {
    Authority {
      chain = List.copyOf(chain);
    }
  }

  Issuance(Authority authority, Profile profile, RevocationChallenges challenges) {
    this.signer = authority.signer();
    this.profile = profile;
    this.challenges = challenges;
    this.certificates = authority.certificates();
    this.clock = authority.clock();
    this.chain = authority.chain();
    this.settlement = Settlement.of(profile, certificates);
    this.template = new CertificateTemplate(profile, signer.issuer());
    this.linter = new Linter(signer.issuer());
  }

  Decision issue(Ground.May may) {
    // 1 The key, 2 the names.
    return switch (settlement.settle(may)) {
      case Settlement.Result.Refused(var refusal) -> refusal;
      case Settlement.Result.As(Ordered order) -> issue(order);
    };
  }

  /** What steps 1 to 4 would say; nothing is signed or written. */
  Optional<Decision.Refused> judge(Ground.May may) {
    return switch (settlement.settle(may)) {
      case Settlement.Result.Refused(var refusal) -> Optional.of(refusal);
      case Settlement.Result.As(Ordered order) ->
          switch (draft(order, serials.next(), now())) {
            case Draft.Refused(var refusal) -> Optional.of(refusal);
            case Draft.Clean _ -> Optional.empty();
          };
    };
  }

  private Decision issue(Ordered order) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Optional<Decision> decision = attempt(order, serials.next());
      if (decision.isPresent()) {
        return decision.get();
      }
    }
    throw new IllegalStateException("no free serial number in " + ATTEMPTS + " attempts");
  }

  /** Empty when the serial number is taken. */
  private Optional<Decision> attempt(Ordered order, BigInteger serial) {
    Instant now = now();
    return switch (draft(order, serial, now)) {
      case Draft.Refused(var refusal) -> Optional.of(refusal);
      case Draft.Clean(var linted) ->
          record(order, row(order, serial, validity(order, now), sign(linted)));
    };
  }

  /** A certificate that could be signed, or why there is none. */
  private sealed interface Draft {
    record Clean(LintedCertificate certificate) implements Draft {}

    record Refused(Decision.Refused refusal) implements Draft {}
  }

  private Draft draft(Ordered order, BigInteger serial, Instant now) {
    // 3 The certificate to be signed.
    CertificateTemplate.Validity validity = validity(order, now);
    if (!validity.notAfter().isAfter(now)) {
      return new Draft.Refused(
          new Decision.Refused(Reason.UNAVAILABLE, "the certificate of the authority has expired"));
    }
    CertificateTemplate.Subject subject =
        new CertificateTemplate.Subject(order.names(), order.key(), order.extensions().copied());
    byte[] toBeSigned = template.build(serial, validity, subject);
    // 4 Its bytes are linted.
    return switch (linter.lint(toBeSigned)) {
      case Linter.Result.Faulty faulty ->
          new Draft.Refused(
              new Decision.Refused(Reason.BAD_REQUEST, clause(faulty.findings().getFirst())));
      case Linter.Result.Clean clean -> new Draft.Clean(clean.certificate());
    };
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS);
  }

  private byte[] sign(LintedCertificate linted) {
    // 5 The linted bytes are signed.
    SignedStructure signed = signer.sign(linted);
    byte[] certificate = signed.encode();
    // 6 The signature is verified, and what was signed is what was linted.
    int from = SignedStructure.signedFrom(certificate);
    Issuer issuer = signer.issuer();
    Signatures.Verdict verdict =
        Signatures.verify(
            issuer.publicKey(),
            issuer.signatureAlgorithm(),
            linted.toBeSigned(),
            signed.signature());
    if (verdict != Signatures.Verdict.VALID || !linted.isAt(certificate, from)) {
      throw new IllegalStateException("the authority's own signature does not verify");
    }
    return certificate;
  }

  private Optional<Decision> record(Ordered order, CertificateRow row) {
    // 7 Row, audit entry and spent password in one commit.
    CertificateStore.Recorded recorded =
        certificates.record(
            row, audit(order, row), order.consequences(order.request().payment(), challenges));
    return switch (recorded) {
      case COMMITTED -> Optional.of(new Decision.Issued(holder(row.encoded()), chain));
      case PASSWORD_SPENT ->
          refused(
              Reason.NOT_AUTHENTICATED,
              "the one-time password or the shared secret was spent or withdrawn");
      case TICKET_SPENT ->
          refused(Reason.CONFLICT, "the approval of this request was used or has expired");
      case DUPLICATE_SERIAL -> Optional.empty();
      case TOO_MANY_LIVE ->
          refused(Reason.FORBIDDEN, "there are as many live certificates as the label allows");
    };
  }

  /** Never past the issuer's own end, nor past that of the line of renewals. */
  private CertificateTemplate.Validity validity(Ordered order, Instant now) {
    Instant wanted = now.plus(profile.validity());
    Instant end = earlier(signer.issuer().notAfter(), order.terms().latestEnd());
    return new CertificateTemplate.Validity(now.minus(profile.backdate()), earlier(wanted, end));
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other.truncatedTo(ChronoUnit.SECONDS);
  }

  private CertificateRow row(
      Ordered order, BigInteger serial, CertificateTemplate.Validity validity, byte[] encoded) {
    return new CertificateRow(
        signer.issuer().id(),
        serial,
        order.names().subjectText(),
        order.request().requester().identity(),
        order.request().label(),
        profile.name(),
        validity.notBefore(),
        validity.notAfter(),
        clock.instant(),
        Keys.spkiSha256(order.key()),
        encoded,
        Optional.empty(),
        order.terms().lineage());
  }

  private AuditEntry audit(Ordered order, CertificateRow row) {
    Map<String, String> details = new HashMap<>(order.extensions().outcomes());
    details.put("issuer", row.issuer());
    details.put("label", row.label());
    details.put("not-after", row.notAfter().toString());
    details.put("profile", row.profile());
    details.put("request", order.request().requestId());
    row.lineage()
        .ifPresent(line -> {
          details.put("renews", line.previous().toString(16));
          details.put("first", line.first().toString(16));
          details.put("renewals", Integer.toString(line.renewals()));
        });
    order
        .request()
        .csr()
        .wanted()
        .ifPresent(_ -> details.put("operation", EstOperation.SERVER_KEYGEN.path()));
    order.request().requester().role().audited().ifPresent(role -> details.put("role", role));
    order.request().ticket().ifPresent(ticket -> details.put("ticket", ticket));
    return new AuditEntry(
        row.issuedAt(),
        "certificate.issue",
        row.identity(),
        row.serial().toString(16),
        "ok",
        details);
  }

  private static String clause(Linter.Finding finding) {
    return "the certificate would break rule " + finding.rule() + ": " + finding.detail();
  }

  private static Optional<Decision> refused(Reason reason, String detail) {
    return Optional.of(new Decision.Refused(reason, detail));
  }

  private static X509CertificateHolder holder(byte[] encoded) {
    try {
      return new X509CertificateHolder(encoded);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
