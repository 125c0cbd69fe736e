package org.bequest.admin.api;

import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.bequest.admin.message.Decide;
import org.bequest.admin.message.RequestContent;
import org.bequest.admin.message.RequestDecision;
import org.bequest.admin.message.RequestLine;
import org.bequest.crypto.secret.RandomCode;
import org.bequest.server.config.Settings;
import org.bequest.store.AuditEntry;
import org.bequest.store.RequestRow;
import org.bequest.store.RequestState;
import org.bequest.store.RequestState.Ruling;
import org.bequest.store.RequestStore;
import org.bequest.store.RequestStore.RequestQuery;
import org.jspecify.annotations.Nullable;

/** Requests that wait: listed, shown, approved, rejected. */
final class Requests {
  private static final int PAGE = 100;
  private static final int LARGEST_PAGE = 1000;
  private static final int LONGEST_REASON = 200;
  private static final Set<String> STATES =
      Set.of("waiting", "approved", "rejected", "asking", "issued", "failed", "expired");

  private final Routes.Backend backend;
  private final RequestStore requests;

  Requests(Routes.Backend backend) {
    this.backend = backend;
    this.requests = backend.store().requests();
  }

  List<Route> routes() {
    return List.of(
        Route.of("GET", "/v1/requests", this::list),
        Route.of("GET", "/v1/requests/{ticket}", this::show),
        Route.of("POST", "/v1/requests/{ticket}/approve", this::approve),
        Route.of("POST", "/v1/requests/{ticket}/reject", this::reject));
  }

  private Reply list(Call call) {
    String state = call.query("state").orElse("");
    if (!state.isEmpty() && !STATES.contains(state)) {
      return Reply.badRequest("state is one of " + STATES.stream().sorted().toList());
    }
    var query =
        new RequestQuery(
            state,
            call.query("label").map(l -> l.equals(Settings.DEFAULT_LABEL) ? "" : l),
            call.query("text").orElse(""),
            call.number("limit", 1, LARGEST_PAGE).orElse((long) PAGE).intValue(),
            call.query("after").map(RandomCode::normalized).orElse(""));
    return Reply.ok(requests.list(query).stream().map(row -> line(row, null)).toList());
  }

  private Reply show(Call call) {
    return find(call)
        .map(row -> Reply.ok(line(row, CsrContent.of(row))))
        .orElseGet(() -> unknown(call));
  }

  private Reply approve(Call call) {
    return decide(call, "request.approve", RequestState.Approved::new);
  }

  private Reply reject(Call call) {
    return decide(call, "request.reject", RequestState.Rejected::new);
  }

  private Reply decide(Call call, String action, Function<Ruling, RequestState> decision) {
    String reason = call.message(Decide.class).reason();
    if (reason.length() > LONGEST_REASON || reason.chars().anyMatch(Character::isISOControl)) {
      return Reply.badRequest("a reason is one line of at most " + LONGEST_REASON + " characters");
    }
    if (reason.isBlank() && action.equals("request.reject")) {
      return Reply.badRequest("a rejection needs a reason: the device is told");
    }
    Instant now = backend.clock().instant();
    Ruling ruling = new Ruling(call.actor(), now, reason);
    return find(call)
        .map(row -> decide(row, decision.apply(ruling), audit(row, action, ruling)))
        .orElseGet(() -> unknown(call));
  }

  private Reply decide(RequestRow row, RequestState decided, AuditEntry audit) {
    boolean open = row.state() instanceof RequestState.Waiting && !row.expired(audit.at());
    RequestRow after = row.become(decided, audit.at());
    return open && requests.change(after, audit) == RequestStore.Changed.CHANGED
        ? Reply.ok(line(after, null))
        : late(requests.find(row.ticket()).orElse(row));
  }

  private Reply late(RequestRow row) {
    String by = row.state().decision().map(r -> " by " + r.by() + " at " + r.at()).orElse("");
    return new Reply.Refused(
        409, "request " + row.ticket() + " does not wait: it is " + word(row) + by);
  }

  private Optional<RequestRow> find(Call call) {
    return requests.find(RandomCode.normalized(call.parameter()));
  }

  private static Reply unknown(Call call) {
    return Reply.notFound("there is no request " + call.parameter());
  }

  private AuditEntry audit(RequestRow row, String action, Ruling ruling) {
    return new AuditEntry(
        ruling.at(),
        action,
        ruling.by(),
        row.ticket(),
        "ok",
        Map.of(
            "identity", row.key().identity(),
            "label", row.key().label(),
            "subject", row.subject(),
            "reason", ruling.reason()));
  }

  private RequestLine line(RequestRow row, @Nullable RequestContent content) {
    return new RequestLine(
        row.ticket(),
        word(row),
        row.key().operation(),
        row.key().label(),
        row.key().identity(),
        row.subject(),
        row.createdAt(),
        row.expiresAt(),
        row.state()
            .decision()
            .map(r -> new RequestDecision(r.by(), r.at(), r.reason()))
            .orElse(null),
        outcome(row.state()),
        content);
  }

  /** What has passed its time is over, whether that is recorded yet or not. */
  private String word(RequestRow row) {
    return row.expired(backend.clock().instant()) ? "expired" : row.state().word();
  }

  private static @Nullable String outcome(RequestState state) {
    return switch (state) {
      case RequestState.Issued(var ruling, String issuer, BigInteger serial) -> serial.toString(16);
      case RequestState.Failed(var ruling, String reason) -> reason;
      case RequestState.Rejected(Ruling ruling) -> ruling.reason();
      case RequestState.Expired _ -> "nothing was done in time";
      case RequestState.Waiting _, RequestState.Approved _, RequestState.Asking _ -> null;
    };
  }
}
