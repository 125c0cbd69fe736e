package org.bequest.ca.foreign;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.bequest.ca.CertificateAuthority;
import org.bequest.ca.Decision;
import org.bequest.ca.EnrollmentRequest;
import org.bequest.ca.Judge;
import org.bequest.ca.Recognition;
import org.bequest.ca.demand.DemandRules;
import org.bequest.ca.demand.Demands;
import org.bequest.ca.local.Examination;
import org.bequest.ca.local.Examination.Permit;
import org.bequest.ca.local.LabelRules;
import org.bequest.ca.profile.Profile;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.formats.pkix.Csr;
import org.bequest.formats.wire.Reason;
import org.bequest.store.RequestKey;
import org.bequest.store.RequestRow;
import org.bequest.store.RequestState;
import org.bequest.store.RequestStore;
import org.bouncycastle.cert.X509CertificateHolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An authority elsewhere under one profile. Our rules come before it, and its answer is judged like
 * anything else that comes from outside.
 *
 * <ol>
 *   <li>The request passes the examination that the built-in authority's requests pass.
 *   <li>What is about to be asked is committed; of one request there is one attempt at a time.
 *   <li>The authority is asked.
 *   <li>Its answer is judged.
 *   <li>Certificate, audit entry and the end of the request are one commit; only then is it issued.
 * </ol>
 *
 * An answer that was lost between 3 and 5 leaves a request of which nobody knows whether a
 * certificate exists. It is told to the audit log; whether it is asked again, with the same octets,
 * is for the rules to say. Never are two certificates of one request handed out.
 *
 * <p>A key that is made here (RFC 7030 4.4) is not kept while an authority thinks: it answers at
 * once, or the attempt has failed.
 */
public final class ForeignCa implements CertificateAuthority, Judge {
  private static final Logger LOG = LoggerFactory.getLogger(ForeignCa.class);
  private static final Duration SOON = Duration.ofSeconds(1);

  /** So many certificates that nobody got may there be of one request, and no more. */
  private static final int MOST_LOST = 5;

  private final Backend backend;
  private final Profile profile;
  private final ForeignRules rules;
  private final byte[] demands;
  private final Examination demanding;
  private final Examination lenient;
  private final Acceptance acceptance;
  private final Ledger ledger;
  private final Outcomes outcomes;
  private final InstantSource clock;

  /** A request with what is known of it. */
  private record Matter(Purpose purpose, EnrollmentRequest request, Permit permit) {}

  public ForeignCa(Backend backend, Profile profile, LabelRules label, ForeignContext context) {
    this.backend = backend;
    this.profile = profile;
    this.rules = context.rules();
    this.clock = context.clock();
    this.demands = Demands.of(profile, label.demands()).encode();
    var memory = new Examination.Memory(context.certificates(), clock, () -> issuers().issuers());
    this.demanding = new Examination(profile, label, memory);
    this.lenient =
        new Examination(profile, new LabelRules(DemandRules.NONE, label.renewal()), memory);
    this.acceptance = new Acceptance(rules, demanding);
    this.ledger = new Ledger(rules, context.requests(), context.audit(), clock);
    this.outcomes = new Outcomes(rules, context, ledger);
  }

  @Override
  public Decision enroll(EnrollmentRequest request) {
    return decide(Purpose.ENROLL, request);
  }

  @Override
  public Decision reenroll(EnrollmentRequest request) {
    return decide(Purpose.REENROLL, request);
  }

  @Override
  public Optional<Decision.Refused> judge(Purpose purpose, EnrollmentRequest request) {
    if (signsNothing(request.csr().foreseen().csr())) {
      return Optional.of(unsigned());
    }
    return examination().examine(purpose, request)
            instanceof Examination.Result.Refused(var refusal)
        ? Optional.of(refusal)
        : Optional.empty();
  }

  @Override
  public List<X509CertificateHolder> caCertificates() {
    return backend.caCertificates();
  }

  @Override
  public byte[] csrAttributes() {
    return backend
        .csrAttributes()
        .map(a -> LinkedAttributes.of(a, demands))
        .orElse(demands)
        .clone();
  }

  /** What the label demands is told, and so counts, unless the authority has its own demands. */
  private Examination examination() {
    return backend.csrAttributes().isEmpty() ? demanding : lenient;
  }

  private IssuerCertificates issuers() {
    return new IssuerCertificates(backend.caCertificates());
  }

  private Decision decide(Purpose purpose, EnrollmentRequest request) {
    if (signsNothing(request.csr().foreseen().csr())) {
      return unsigned();
    }
    if (request.csr().wanted().isEmpty()) {
      return decide(purpose, request, Recognition.of(Order.operation(purpose), request));
    }
    Decision decision = decide(purpose, request, Recognition.ofMadeKey(request));
    return decision instanceof Decision.Pending ? Outcomes.NOT_KEPT.refusal() : decision;
  }

  private Decision decide(Purpose purpose, EnrollmentRequest request, RequestKey key) {
    Optional<RequestRow> known = ledger.find(key, request);
    if (known.isPresent() && known.get().state() instanceof RequestState.Issued issued) {
      return outcomes.again(issued, issuers());
    }
    // 1 The examination.
    return switch (examination().examine(purpose, request)) {
      case Examination.Result.Refused(var refusal) -> refusal;
      case Examination.Result.Passed(Permit permit) -> {
        Matter matter = new Matter(purpose, request, permit);
        yield known.map(row -> resume(matter, row)).orElseGet(() -> open(matter, key));
      }
    };
  }

  private Decision open(Matter matter, RequestKey key) {
    // 2 The intent.
    RequestRow row = ledger.first(key, matter.request(), matter.permit().names());
    return switch (ledger.open(row, matter.request())) {
      case RequestStore.Opened.Added() -> ask(matter, row);
      case RequestStore.Opened.Present(RequestRow present) -> resume(matter, present);
      case RequestStore.Opened.Full() ->
          new Decision.Later(rules.retryAfter(), "too many requests wait for the authority");
      case RequestStore.Opened.PasswordSpent() -> passwordSpent();
    };
  }

  private Decision resume(Matter matter, RequestRow row) {
    if (row.expired(clock.instant())) {
      return expired();
    }
    return switch (row.state()) {
      case RequestState.Asking(var _, String upstream) ->
          resume(matter, row, Progress.parse(upstream));
      case RequestState.Approved _ -> begin(matter, row, Progress.NONE);
      case RequestState.Issued issued -> outcomes.again(issued, issuers());
      case RequestState.Failed(var _, String reason) -> Failure.parse(reason).refusal();
      case RequestState.Waiting _ -> new Decision.Pending(row.ticket(), rules.retryAfter());
      case RequestState.Rejected(var ruling) ->
          new Decision.Refused(Reason.FORBIDDEN, "the request was rejected: " + ruling.reason());
      case RequestState.Expired _ -> expired();
    };
  }

  private Decision resume(Matter matter, RequestRow row, Progress progress) {
    Instant now = clock.instant();
    if (now.isBefore(progress.until())) {
      return pending(row, Duration.between(now, progress.until()));
    }
    boolean died = progress.died(now);
    boolean unclear = progress.stage() == Progress.Stage.UNCLEAR || died;
    if (died) {
      LOG.warn("authority {}: the answer to request {} was lost", rules.name(), row.ticket());
    }
    boolean hold =
        unclear && (rules.unclear() == ForeignRules.Unclear.HOLD || progress.lost() >= MOST_LOST);
    return hold ? pending(row, rules.retryAfter()) : begin(matter, row, progress);
  }

  private Decision begin(Matter matter, RequestRow row, Progress progress) {
    Ledger.Begun begun = ledger.begin(row, progress, matter.request());
    return switch (begun.changed()) {
      case CHANGED -> ask(matter, begun.row());
      case LOST -> pending(row, SOON);
      case PASSWORD_SPENT -> passwordSpent();
    };
  }

  private Decision ask(Matter matter, RequestRow row) {
    Progress progress = outcomes.progress(row);
    boolean kept = matter.request().csr().wanted().isEmpty();
    byte[] csr = kept ? row.csr() : matter.request().csr().csr().encoded();
    Order.Attempt attempt = new Order.Attempt(row.ticket(), progress.attempts(), csr);
    Order order = new Order(matter.request(), matter.purpose(), profile, matter.permit(), attempt);
    // 3 The question.
    return switch (backend.submit(order)) {
      case Reply.Certificates(var bag) -> judged(order, row, bag);
      case Reply.Refused refused -> outcomes.refused(row, refused);
      case Reply.Waiting(Duration wait) ->
          kept ? outcomes.waiting(row, wait) : outcomes.notKept(row, "it wants to be asked again");
      case Reply.Unreached(String why) ->
          kept ? outcomes.unreached(row, why) : outcomes.notKept(row, why);
      case Reply.Unclear unclear -> outcomes.unclear(row, unclear);
    };
  }

  private Decision judged(Order order, RequestRow row, List<X509CertificateHolder> bag) {
    // 4 The judgement.
    var circumstances = new Acceptance.Answered(issuers(), clock.instant());
    return switch (acceptance.judge(order, bag, circumstances)) {
      case Acceptance.Result.Rejected(var certificate, String why) ->
          outcomes.rejected(row, certificate, why);
      // 5 The commit.
      case Acceptance.Result.Accepted accepted -> outcomes.issued(order, row, accepted);
    };
  }

  private static Decision pending(RequestRow row, Duration wait) {
    return new Decision.Pending(row.ticket(), wait.compareTo(SOON) < 0 ? SOON : wait);
  }

  private static Decision passwordSpent() {
    return new Decision.Refused(
        Reason.NOT_AUTHENTICATED, "the one-time password was spent or withdrawn");
  }

  private static boolean signsNothing(Csr csr) {
    return KeyAlgorithm.of(csr.subjectPublicKeyInfo()).filter(a -> !a.signs()).isPresent();
  }

  private static Decision.Refused unsigned() {
    return new Decision.Refused(
        Reason.BAD_KEY,
        "the authority of this label wants signed requests, and this kind of key cannot sign");
  }

  private static Decision expired() {
    return new Decision.Refused(
        Reason.UNAVAILABLE, "the authority has not answered in time; ask anew later");
  }
}
