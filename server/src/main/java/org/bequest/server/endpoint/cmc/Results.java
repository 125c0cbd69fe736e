package org.bequest.server.endpoint.cmc;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bequest.formats.asn1.Octets;
import org.bequest.formats.cmc.part.BodyPartId;
import org.bequest.formats.cmc.part.BodyPartReference;
import org.bequest.formats.cmc.status.OtherStatusInfo;
import org.bequest.formats.cmc.status.StatusInfo;
import org.bequest.formats.wire.CmcFailInfo;
import org.bequest.formats.wire.Reason;

/**
 * What became of each part of a message, in the order in which it came about. Used by one thread.
 */
public final class Results {
  private final Map<BodyPartReference, PartOutcome> outcomes = new LinkedHashMap<>();

  /** What HTTP says of it all. */
  record Http(int status, Optional<Duration> retryAfter, Optional<Reason> reason) {}

  /** The first word on a part stands. */
  public void put(BodyPartReference part, PartOutcome outcome) {
    outcomes.putIfAbsent(part, outcome);
  }

  public Optional<PartOutcome> of(BodyPartReference part) {
    return Optional.ofNullable(outcomes.get(part));
  }

  public Collection<PartOutcome> all() {
    return outcomes.values();
  }

  public boolean hasFailed() {
    return outcomes.values().stream().anyMatch(Results::isFailure);
  }

  /** Whether there is nothing to say of it but the certificates themselves (RFC 5272 4.1). */
  boolean speaksForItself() {
    return outcomes.values().stream()
        .allMatch(
            o -> o instanceof PartOutcome.Issued || (o instanceof PartOutcome.Done d && !d.told()));
  }

  private static boolean isFailure(PartOutcome outcome) {
    return switch (outcome) {
      case PartOutcome.Failed _, PartOutcome.NoSupport _ -> true;
      case PartOutcome.Issued _,
          PartOutcome.ConfirmRequired _,
          PartOutcome.Done _,
          PartOutcome.Pending _,
          PartOutcome.Partial _,
          PartOutcome.PopRequired _ ->
          false;
    };
  }

  /** Whether something came of it, so that the client must look into the answer. */
  private static boolean isSuccess(PartOutcome outcome) {
    return switch (outcome) {
      case PartOutcome.Issued _,
          PartOutcome.ConfirmRequired _,
          PartOutcome.Done _,
          PartOutcome.Pending _,
          PartOutcome.Partial _ ->
          true;
      case PartOutcome.Failed _, PartOutcome.NoSupport _, PartOutcome.PopRequired _ -> false;
    };
  }

  private static Optional<Duration> retryAfter(PartOutcome outcome) {
    return switch (outcome) {
      case PartOutcome.Pending(var _, var _, Duration wait) -> Optional.of(wait);
      case PartOutcome.Partial(var _, Duration wait) -> Optional.of(wait);
      case PartOutcome.Failed failed -> failed.retryAfter();
      case PartOutcome.Issued _,
          PartOutcome.ConfirmRequired _,
          PartOutcome.Done _,
          PartOutcome.PopRequired _,
          PartOutcome.NoSupport _ ->
          Optional.empty();
    };
  }

  /**
   * RFC 7030 4.3.2: an error is one of HTTP too, unless something else of the same message came to
   * something; what waits is 202.
   */
  Http http() {
    Optional<Reason> worst = worst();
    Optional<Duration> wait =
        outcomes.values().stream()
            .flatMap(o -> retryAfter(o).stream())
            .min(Comparator.naturalOrder());
    boolean came = outcomes.values().stream().anyMatch(Results::isSuccess);
    if (worst.isPresent() && !came) {
      return new Http(status(worst.get()), wait, worst);
    }
    boolean waits =
        outcomes.values().stream()
            .anyMatch(o -> o instanceof PartOutcome.Pending || o instanceof PartOutcome.Partial);
    return new Http(waits ? 202 : 200, waits ? wait : Optional.empty(), worst);
  }

  /** A wrong proof inside a message is not to be asked for by a challenge of HTTP. */
  private static int status(Reason reason) {
    return reason == Reason.NOT_AUTHENTICATED ? Reason.FORBIDDEN.httpStatus() : reason.httpStatus();
  }

  private Optional<Reason> worst() {
    return outcomes.values().stream()
        .flatMap(o -> reason(o).stream())
        .max(Comparator.comparingInt(r -> r.httpStatus() / 100));
  }

  private static Optional<Reason> reason(PartOutcome outcome) {
    return switch (outcome) {
      case PartOutcome.Failed failed -> Optional.of(failed.reason());
      case PartOutcome.NoSupport _ -> Optional.of(Reason.NOT_IMPLEMENTED);
      case PartOutcome.Issued _,
          PartOutcome.ConfirmRequired _,
          PartOutcome.Done _,
          PartOutcome.Pending _,
          PartOutcome.Partial _,
          PartOutcome.PopRequired _ ->
          Optional.empty();
    };
  }

  /** Parts of which the same is to be said share an entry. */
  List<StatusInfo> statuses(Instant now) {
    Map<StatusInfo, List<BodyPartReference>> parts = new LinkedHashMap<>();
    outcomes.forEach((part, outcome) ->
        parts.computeIfAbsent(status(outcome, now), _ -> new ArrayList<>()).add(part));
    return parts.entrySet().stream()
        .map(e ->
            new StatusInfo(
                e.getKey().status(),
                e.getValue(),
                e.getKey().statusString(),
                e.getKey().otherInfo()))
        .toList();
  }

  /** With a body list that is the same for all, so that equal ones are found. */
  private static StatusInfo status(PartOutcome outcome, Instant now) {
    List<BodyPartReference> any = List.of(BodyPartId.WHOLE);
    return switch (outcome) {
      case PartOutcome.Issued _, PartOutcome.Done _, PartOutcome.ConfirmRequired _ ->
          StatusInfo.of(outcome.status(), any);
      case PartOutcome.Pending(Octets token, Instant time, var _) -> waiting(outcome, token, time);
      case PartOutcome.Partial(Octets token, Duration wait) ->
          waiting(outcome, token, now.plus(wait));
      case PartOutcome.PopRequired(String detail) ->
          StatusInfo.failed(CmcFailInfo.POP_REQUIRED, detail, any);
      case PartOutcome.NoSupport(String detail) ->
          new StatusInfo(outcome.status(), any, Optional.of(detail), Optional.empty());
      case PartOutcome.Failed failed ->
          new StatusInfo(
              failed.status(), any, Optional.of(failed.detail()), Optional.of(failed.failInfo()));
    };
  }

  private static StatusInfo waiting(PartOutcome outcome, Octets token, Instant until) {
    return new StatusInfo(
        outcome.status(),
        List.of(BodyPartId.WHOLE),
        Optional.empty(),
        Optional.of(new OtherStatusInfo.PendInfo(token, until)));
  }
}
