package org.bequest.ca.approval;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bequest.ca.CertificateAuthority;
import org.bequest.ca.Decision;
import org.bequest.ca.EnrollmentRequest;
import org.bequest.ca.Explanation;
import org.bequest.ca.Judge;
import org.bequest.ca.Recognition;
import org.bequest.crypto.secret.RandomCode;
import org.bequest.formats.wire.EstOperation;
import org.bequest.formats.wire.Reason;
import org.bequest.store.AuditEntry;
import org.bequest.store.CertificateStore;
import org.bequest.store.RequestKey;
import org.bequest.store.RequestRow;
import org.bequest.store.RequestState;
import org.bequest.store.RequestStore;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * Has a person approve what another authority then issues (RFC 7030 4.2.1, 4.2.3).
 *
 * <p>A request that would be refused anyway is refused at once. Any other one waits under a ticket;
 * repeats of it get the same ticket, and after the approval the certificate, issued in that very
 * exchange and by the rules of that moment. All of this is in the store: a repeat may come to
 * another node, or after a restart.
 */
public final class ApprovingAuthority implements CertificateAuthority, Judge {
  private final CertificateAuthority authority;
  private final Judge judge;
  private final ApprovalRules rules;
  private final RequestStore requests;
  private final InstantSource clock;
  private final IssuedAgain issuedAgain;
  private final AnotherKey anotherKey;

  /** Where requests wait, and by which clock. */
  public record Memory(RequestStore requests, CertificateStore certificates, InstantSource clock) {}

  /** A request on its way through this class. */
  private record Asked(Purpose purpose, EnrollmentRequest request, RequestKey key) {}

  /**
   * @param judge of what the authority would refuse
   */
  public ApprovingAuthority(
      CertificateAuthority authority, Judge judge, ApprovalRules rules, Memory memory) {
    this.authority = authority;
    this.judge = judge;
    this.rules = rules;
    this.requests = memory.requests();
    this.clock = memory.clock();
    this.issuedAgain = new IssuedAgain(memory.certificates(), authority);
    this.anotherKey = new AnotherKey(requests, memory.certificates(), authority, clock);
  }

  @Override
  public Decision enroll(EnrollmentRequest request) {
    return decide(Purpose.ENROLL, request);
  }

  @Override
  public Decision reenroll(EnrollmentRequest request) {
    return decide(Purpose.REENROLL, request);
  }

  private Decision decide(Purpose purpose, EnrollmentRequest request) {
    if (!rules.purposes().contains(purpose)) {
      return issue(purpose, request);
    }
    Asked asked = new Asked(purpose, request, Recognition.of(operation(purpose), request));
    Instant now = clock.instant();
    return requests
        .find(asked.key())
        .filter(row -> row.answers(now))
        .map(row -> answer(asked, row))
        .orElseGet(() -> judged(asked).orElseGet(() -> open(asked)));
  }

  private static String operation(Purpose purpose) {
    return switch (purpose) {
      case ENROLL -> EstOperation.SIMPLE_ENROLL.path();
      case REENROLL -> EstOperation.SIMPLE_REENROLL.path();
    };
  }

  private Optional<Decision> judged(Asked asked) {
    return judge.judge(asked.purpose(), asked.request().foreseen()).map(Decision.class::cast);
  }

  private Decision open(Asked asked) {
    RequestRow row = row(asked);
    return switch (requests.open(row, rules.queue(), audit(row, asked.request()))) {
      case RequestStore.Opened.Added() -> pending(row);
      case RequestStore.Opened.Present(RequestRow present) -> answer(asked, present);
      case RequestStore.Opened.Full() ->
          new Decision.Later(
              rules.retryAfter(), "as many requests wait for approval as may, try again");
      case RequestStore.Opened.PasswordSpent() ->
          new Decision.Refused(
              Reason.NOT_AUTHENTICATED, "the one-time password was spent or withdrawn");
    };
  }

  private Decision answer(Asked asked, RequestRow row) {
    if (row.expired(clock.instant())) {
      return refused(row, "expired before it came to its end");
    }
    return switch (row.state()) {
      case RequestState.Waiting _ -> judged(asked).orElseGet(() -> pending(row));
      case RequestState.Approved _, RequestState.Asking _ -> fulfil(asked, row);
      case RequestState.Issued issued -> again(asked, row, issued);
      case RequestState.Rejected(var ruling) -> refused(row, "was rejected: " + ruling.reason());
      case RequestState.Failed(var ruling, String reason) ->
          ruling.isPresent() ? fulfil(asked, row) : refused(row, "failed: " + reason);
      case RequestState.Expired _ -> refused(row, "expired before it came to its end");
    };
  }

  private Decision again(Asked asked, RequestRow row, RequestState.Issued issued) {
    return asked.request().csr().wanted().isEmpty()
        ? issuedAgain.answer(issued)
        : anotherKey.answer(
            row,
            issued,
            new AnotherKey.Repeat(asked.request(), request -> issue(asked.purpose(), request)));
  }

  /**
   * What was approved is between the device and the authority, also when that failed. Of repeats at
   * the same time one is issued, and the others get what it got.
   */
  private Decision fulfil(Asked asked, RequestRow row) {
    Decision decision = issue(asked.purpose(), asked.request().fulfilling(row.ticket()));
    if (decision instanceof Decision.Refused
        && requests.find(row.ticket()).map(RequestRow::state).orElse(row.state())
            instanceof RequestState.Issued issued
        && asked.request().csr().wanted().isEmpty()) {
      return issuedAgain.answer(issued);
    }
    return decision;
  }

  private Decision issue(Purpose purpose, EnrollmentRequest request) {
    return switch (purpose) {
      case ENROLL -> authority.enroll(request);
      case REENROLL -> authority.reenroll(request);
    };
  }

  private Decision pending(RequestRow row) {
    return new Decision.Pending(row.ticket(), rules.retryAfter());
  }

  private static Decision refused(RequestRow row, String why) {
    return new Decision.Refused(Reason.FORBIDDEN, "request " + row.ticket() + " " + why);
  }

  private RequestRow row(Asked asked) {
    Instant now = clock.instant();
    return new RequestRow(
        RandomCode.ticket(),
        asked.key(),
        asked.request().csr().asked().names().subjectText(),
        asked.request().csr().asked().encoded(),
        asked.request().requester().passwordId(),
        now,
        now.plus(rules.expire()),
        rules.window(),
        0,
        new RequestState.Waiting());
  }

  private static AuditEntry audit(RequestRow row, EnrollmentRequest request) {
    return new AuditEntry(
        row.createdAt(),
        "request.open",
        row.key().identity(),
        row.ticket(),
        "ok",
        Map.of(
            "label", row.key().label(),
            "operation", row.key().operation(),
            "request", request.requestId(),
            "subject", row.subject()));
  }

  @Override
  public Optional<Decision.Refused> judge(Purpose purpose, EnrollmentRequest request) {
    return judge.judge(purpose, request);
  }

  @Override
  public Explanation explain(Purpose purpose, EnrollmentRequest request) {
    String text =
        rules.purposes().contains(purpose)
            ? "an operator is asked before it is issued"
            : "issued without an operator";
    return judge.explain(purpose, request).after(new Explanation.Finding("approval", true, text));
  }

  @Override
  public List<X509CertificateHolder> caCertificates() {
    return authority.caCertificates();
  }

  @Override
  public byte[] csrAttributes() {
    return authority.csrAttributes();
  }
}
