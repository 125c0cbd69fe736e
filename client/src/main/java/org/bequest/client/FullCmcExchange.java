package org.bequest.client;

import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.bequest.client.EstException.Kind;
import org.bequest.client.cmc.Answer;
import org.bequest.client.cmc.Dialogue;
import org.bequest.client.cmc.FullRequest;
import org.bequest.client.cmc.Verdict;
import org.bequest.formats.MalformedException;
import org.bequest.formats.wire.Base64Body;
import org.bequest.formats.wire.BodyContent;
import org.jspecify.annotations.Nullable;

/**
 * Full PKI Requests over EST (RFC 7030 4.3): sends what a {@link Dialogue} has to say, and makes an
 * outcome of what it says about the answers.
 */
final class FullCmcExchange {
  /** The request, a challenge, another one, the confirmation: more is no dialogue. */
  private static final int MOST_MESSAGES = 5;

  private final Conversation conversation;
  private final URI uri;
  private final Context context;
  private @Nullable Dialogue waiting;

  /**
   * @param fetch learns /cacerts, which may have what completes a path
   */
  record Context(AnswerReader reader, Verification verification, Clock clock, Runnable fetch) {}

  FullCmcExchange(Conversation conversation, URI uri, Context context) {
    this.conversation = conversation;
    this.uri = uri;
    this.context = context;
  }

  /** A request that waits in the server is not made anew: its token is sent. */
  CmcOutcome outcome(FullRequest request) {
    Dialogue present = waiting;
    Dialogue dialogue = present != null && present.isOf(request) ? present : new Dialogue(request);
    return outcome(dialogue, request);
  }

  CmcOutcome accepted(FullRequest request, CmcOutcome.ConfirmRequired offered) {
    Dialogue dialogue = waitingFor(request);
    dialogue.accept(offered.certificates().stream().map(Enrollment.Issued::certificate).toList());
    return confirmed(dialogue, offered);
  }

  void rejected(FullRequest request, String why) {
    Dialogue dialogue = waitingFor(request);
    dialogue.reject(why);
    waiting = null;
    var _ = sent(dialogue);
  }

  private Dialogue waitingFor(FullRequest request) {
    Dialogue present = waiting;
    if (present == null || !present.isOf(request)) {
      throw new IllegalStateException("no certificates of this request wait to be accepted");
    }
    return present;
  }

  private CmcOutcome outcome(Dialogue dialogue, FullRequest request) {
    for (int sent = 0; sent < MOST_MESSAGES; sent++) {
      HttpAnswer answer = sent(dialogue);
      Optional<Verdict> verdict = verdict(dialogue, answer);
      if (verdict.isEmpty()) {
        return context.reader.refused(answer);
      }
      waiting = null;
      if (!(verdict.get() instanceof Verdict.Challenged)) {
        return outcome(verdict.get(), new Round(dialogue, request, answer));
      }
    }
    throw new EstException(Kind.PROTOCOL, "the server challenges the same request too often");
  }

  /** What an answer is an answer to. */
  private record Round(Dialogue dialogue, FullRequest request, HttpAnswer answer) {}

  private CmcOutcome outcome(Verdict verdict, Round round) {
    return switch (verdict) {
      case Verdict.Granted(var bag, Answer answer) ->
          round.request.wanted().isEmpty()
              ? new CmcOutcome.Answered(answer)
              : new CmcOutcome.Issued(issued(round.dialogue, bag), answer);
      case Verdict.ToConfirm toConfirm -> confirmation(toConfirm, round);
      case Verdict.Pending pending -> {
        waiting = round.dialogue;
        yield new CmcOutcome.Pending(pending.waiting(), wait(pending, round), pending.response());
      }
      case Verdict.Failed(var statuses, var response) ->
          new CmcOutcome.Failed(
              statuses, response, round.answer.status(), RequestId.of(round.answer, ""));
      case Verdict.BadChallenge() -> {
        var _ = sent(round.dialogue);
        throw new EstException(
            Kind.TRUST, "the server's challenge cannot be answered with the requested key");
      }
      case Verdict.Unbelievable(String why) -> throw new EstException(Kind.TRUST, why);
      case Verdict.Challenged() -> throw new IllegalStateException("answered already");
    };
  }

  private CmcOutcome confirmation(Verdict.ToConfirm toConfirm, Round round) {
    List<Enrollment.Issued> certificates;
    try {
      certificates = issued(round.dialogue, toConfirm.certificates());
    } catch (EstException e) {
      round.dialogue.reject("the certificates are not what was asked for");
      var _ = sent(round.dialogue);
      throw e;
    }
    var offered = new CmcOutcome.ConfirmRequired(certificates, toConfirm.response());
    waiting = round.dialogue;
    return switch (round.request.acceptance()) {
      case VERIFIED -> accepted(round.request, offered);
      case ASK -> offered;
    };
  }

  private CmcOutcome confirmed(Dialogue dialogue, CmcOutcome.ConfirmRequired offered) {
    HttpAnswer answer = sent(dialogue);
    Optional<Verdict> verdict = verdict(dialogue, answer);
    waiting = null;
    return switch (verdict.orElse(null)) {
      case Verdict.Granted(var _, Answer last) ->
          new CmcOutcome.Issued(offered.certificates(), last);
      case Verdict.Failed(var statuses, var response) ->
          new CmcOutcome.Failed(statuses, response, answer.status(), RequestId.of(answer, ""));
      case null -> context.reader.refused(answer);
      default ->
          throw new EstException(Kind.PROTOCOL, "the server does not answer the confirmation");
    };
  }

  private List<Enrollment.Issued> issued(Dialogue dialogue, List<X509Certificate> bag) {
    return dialogue.wantedRequests().stream()
        .map(csr -> context.verification.issued(bag, csr, context.fetch))
        .toList();
  }

  private Duration wait(Verdict.Pending pending, Round round) {
    Duration said = context.reader.waitOf(round.answer);
    Duration until =
        pending
            .time()
            .map(time -> Duration.between(context.clock.instant(), time))
            .orElse(Duration.ZERO);
    return round.answer.header("Retry-After").isPresent() || until.compareTo(said) < 0
        ? said
        : until;
  }

  private HttpAnswer sent(Dialogue dialogue) {
    return conversation.post(uri, new CmcMessage(dialogue, context.clock));
  }

  /** Empty when there is no CMC in the answer, only an error of HTTP. */
  private Optional<Verdict> verdict(Dialogue dialogue, HttpAnswer answer) {
    boolean isError = answer.status() >= 300;
    try {
      byte[] body = Base64Body.decode(answer.body(), BodyContent.CMS).value();
      Verdict verdict = judged(dialogue, body);
      boolean contradicts = isError && verdict instanceof Verdict.Granted;
      boolean unsigned = isError && verdict instanceof Verdict.Unbelievable;
      return contradicts || unsigned ? Optional.empty() : Optional.of(verdict);
    } catch (MalformedException e) {
      if (isError) {
        return Optional.empty();
      }
      throw new EstException(
          Kind.PROTOCOL, "the answer has no readable CMC response: " + e.getMessage(), e);
    }
  }

  private Verdict judged(Dialogue dialogue, byte[] body) throws MalformedException {
    Verdict first = judgedOnce(dialogue, body);
    if (!(first instanceof Verdict.Unbelievable)) {
      return first;
    }
    context.fetch.run();
    return judgedOnce(dialogue, body);
  }

  private Verdict judgedOnce(Dialogue dialogue, byte[] body) throws MalformedException {
    return dialogue.answered(body, context.verification.signerTrust(), context.clock.instant());
  }
}
