package org.bequest.server;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.bequest.formats.MalformedException;
import org.bequest.formats.wire.EstOperation;
import org.bequest.formats.wire.MediaType;
import org.bequest.formats.wire.Reason;
import org.bequest.formats.wire.Target;
import org.bequest.server.auth.BodyProof;
import org.bequest.server.auth.Caller;
import org.bequest.server.auth.Entry;
import org.bequest.server.auth.Presented;
import org.bequest.server.endpoint.Call;
import org.bequest.server.endpoint.Endpoint;
import org.bequest.server.endpoint.Letter;
import org.bequest.server.endpoint.Outcome;
import org.bequest.server.event.RequestEvent;
import org.bequest.server.http.Body;
import org.bequest.server.http.HttpAnswer;
import org.bequest.server.http.HttpHeader;
import org.bequest.server.http.HttpRequest;
import org.bequest.server.http.HttpService;
import org.bequest.server.http.PeerConnection;
import org.bequest.server.http.Refusal;
import org.bequest.server.http.Step;
import org.bequest.server.label.Label;
import org.bequest.server.label.Labels;
import org.bequest.server.label.Routes;
import org.bequest.store.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * From a request to its answer: path, label, method, size and type by the operation's row, then the
 * caller, then the body, then the endpoint. Nothing of a body is read for a caller who is not known
 * (security rule S-18). Every answer is told once.
 */
final class EstRouter implements HttpService {
  private static final Logger LOGGER = LoggerFactory.getLogger(EstRouter.class);
  private static final HttpHeader NO_STORE = new HttpHeader("Cache-Control", "no-store");
  private static final String PKCS10 = "application/pkcs10";

  private final Endpoints endpoints = new Endpoints();
  private final Routes routes;
  private final Supplier<Labels> labels;
  private final int bodyLimit;
  private final InstantSource clock;
  private final Consumer<RequestEvent> events;

  /**
   * @param labels the snapshot of now; one request uses one
   */
  EstRouter(EstServer.Settings settings, Supplier<Labels> labels) {
    this.routes = settings.routes();
    this.bodyLimit = settings.bodyLimit();
    this.clock = settings.clock();
    this.events = settings.events();
    this.labels = labels;
  }

  @Override
  public Step begin(HttpRequest request) {
    Exchange exchange = new Exchange(request);
    try {
      return switch (routes.target(request.path())) {
        case Target.Unknown(Reason reason, String detail) -> refuse(exchange, reason, detail);
        case Target.Endpoint target -> label(exchange, target);
      };
    } catch (RuntimeException e) {
      return finished(exchange, failed(exchange, e));
    }
  }

  @Override
  public void refused(HttpRequest head, Refusal refusal) {
    events.accept(new Exchange(head).event(refusal, clock));
  }

  private Step label(Exchange exchange, Target.Endpoint target) {
    boolean nameless = exchange.request().header("User-Agent").isEmpty();
    Optional<Label> label = labels.get().find(target.label(), nameless);
    if (label.isEmpty()) {
      return refuse(exchange, Reason.NOT_FOUND, "no such label");
    }
    exchange.routed(target);
    Duration wait = label.get().gate().tooMany(exchange.request().connection().remoteAddress());
    if (wait.isPositive()) {
      return finished(exchange, Answers.throttled(wait, "too many requests", exchange.id()));
    }
    return endpoints
        .find(target.operation())
        .filter(e -> e.isOffered(label.get()))
        .map(e -> method(exchange, e, target.operation(), label.get()))
        .orElseGet(() ->
            refuse(
                exchange,
                Reason.NOT_IMPLEMENTED,
                target.operation().path() + " is not offered here"));
  }

  private Step method(Exchange exchange, Endpoint endpoint, EstOperation operation, Label label) {
    if (!exchange.hasMethodOf(operation)) {
      return notAllowed(exchange, operation);
    }
    return switch (endpoint) {
      case Endpoint.Open open ->
          finished(exchange, Answers.render(open.serve(label), label.wire(), exchange.id()));
      case Endpoint.Guarded _, Endpoint.Proving _ ->
          form(exchange, operation)
              .orElseGet(() -> authenticate(new Visit(exchange, operation, endpoint, label)));
    };
  }

  private Step notAllowed(Exchange exchange, EstOperation operation) {
    String allowed = operation.method().equals("GET") ? "GET, HEAD" : operation.method();
    String detail = operation.path() + " allows " + allowed;
    HttpAnswer answer =
        Answers.text(Reason.METHOD_NOT_ALLOWED.httpStatus(), detail, exchange.id())
            .with(new HttpHeader("Allow", allowed));
    return finished(exchange, Answers.refused(Reason.METHOD_NOT_ALLOWED, detail, answer));
  }

  /** What is wrong with the head of a request with a body, if anything is. */
  private Optional<Step> form(Exchange exchange, EstOperation operation) {
    HttpRequest request = exchange.request();
    if (request.repeats("Authorization") || request.repeats("Content-Type")) {
      return Optional.of(
          refuse(exchange, Reason.MALFORMED, "a field stands there twice that may stand once"));
    }
    if (request.contentLength() < 0 && !request.chunked()) {
      return Optional.of(refuse(exchange, Reason.LENGTH_REQUIRED, "a body needs Content-Length"));
    }
    if (request.contentLength() > bodyLimit) {
      return Optional.of(tooLarge(exchange));
    }
    return accepts(operation, request.header("Content-Type").orElse(""))
        ? Optional.empty()
        : Optional.of(unsupported(exchange, operation));
  }

  private static boolean accepts(EstOperation operation, String contentType) {
    if (contentType.equals(PKCS10) && operation.requestType().equals(PKCS10)) {
      return true;
    }
    try {
      return operation.accepts(MediaType.parse(contentType));
    } catch (MalformedException _) {
      return false;
    }
  }

  private Step unsupported(Exchange exchange, EstOperation operation) {
    boolean form = exchange.request().header("Content-Type").orElse("").contains("form-urlencoded");
    String detail =
        "Content-Type must be "
            + operation.requestType()
            + (form ? ", and curl says otherwise unless it is told" : "");
    HttpAnswer answer =
        Answers.text(Reason.UNSUPPORTED_MEDIA_TYPE.httpStatus(), detail, exchange.id())
            .with(new HttpHeader("Accept", operation.requestType()));
    return finished(exchange, Answers.refused(Reason.UNSUPPORTED_MEDIA_TYPE, detail, answer));
  }

  private Step authenticate(Visit visit) {
    Entry entry = visit.label().gate().enter(visit.presented(), visit.bodyProof());
    return switch (entry) {
      case Entry.Known(Caller caller) -> {
        visit.exchange().authenticated(caller.identity());
        yield new Step.NeedsBody(
            bodyLimit, b -> serve(visit, b, octets -> visit.answer(Optional.of(caller), octets)));
      }
      case Entry.Nameless() ->
          new Step.NeedsBody(
              bodyLimit, b -> serve(visit, b, octets -> visit.answer(Optional.empty(), octets)));
      case Entry.Undecided(var rest) ->
          new Step.NeedsBody(
              bodyLimit, b -> serve(visit, b, octets -> decide(visit, rest.apply(octets), octets)));
      case Entry.Decided refusal -> finished(visit.exchange(), refusal(visit.exchange(), refusal));
    };
  }

  private Answer decide(Visit visit, Entry.Decided decided, byte[] body) {
    if (decided instanceof Entry.Known(Caller caller)) {
      visit.exchange().authenticated(caller.identity());
      return visit.answer(Optional.of(caller), body);
    }
    return refusal(visit.exchange(), decided);
  }

  private static Answer refusal(Exchange exchange, Entry.Decided decided) {
    return switch (decided) {
      case Entry.Known(Caller caller) -> throw new IllegalStateException(caller + " is let in");
      case Entry.Refused(Reason reason, String detail) ->
          Answers.refused(reason, detail, exchange.id());
      case Entry.Challenged(var challenges, String detail) when challenges.isEmpty() ->
          Answers.refused(
              Reason.FORBIDDEN, "a client certificate is needed: " + detail, exchange.id());
      case Entry.Challenged(var challenges, String detail) ->
          Answers.unauthenticated(challenges, detail);
      case Entry.Throttled(Duration wait, String detail) ->
          Answers.throttled(wait, detail, exchange.id());
    };
  }

  /** A request whose head is in order. */
  private record Visit(Exchange exchange, EstOperation operation, Endpoint endpoint, Label label) {
    BodyProof bodyProof() {
      if (endpoint instanceof Endpoint.Proving proving && !proving.needsCaller(label)) {
        return BodyProof.IN_MESSAGE;
      }
      return operation.requestType().equals(PKCS10) ? BodyProof.IN_CSR : BodyProof.NONE;
    }

    Presented presented() {
      HttpRequest request = exchange.request();
      PeerConnection connection = request.connection();
      return new Presented(
          label.name(),
          new Presented.Http(request.method(), request.target(), request.header("Authorization")),
          connection.chain(),
          connection.remoteAddress());
    }

    Answer answer(Optional<Caller> caller, byte[] body) {
      Outcome outcome = outcome(caller, body);
      if (outcome instanceof Outcome.Told told && !told.caller().isEmpty()) {
        exchange.authenticated(told.caller());
      }
      return Answers.render(outcome, label.wire(), exchange.id());
    }

    private Outcome outcome(Optional<Caller> caller, byte[] body) {
      PeerConnection connection = exchange.request().connection();
      return switch (endpoint) {
        case Endpoint.Open open -> open.serve(label);
        case Endpoint.Guarded guarded ->
            guarded.serve(
                new Call(
                    exchange.id(),
                    label,
                    caller.orElseThrow(),
                    body,
                    connection::channelBindings,
                    new Call.Wire(
                        exchange.request().header("Accept").orElse(""), connection.cipher())));
        case Endpoint.Proving proving ->
            proving.serve(
                new Letter(
                    exchange.id(),
                    label,
                    caller,
                    label.gate().senders(presented()),
                    body,
                    connection::channelBindings));
      };
    }
  }

  private HttpAnswer serve(Visit visit, Body body, Function<byte[], Answer> then) {
    Exchange exchange = visit.exchange();
    try {
      return told(
          exchange,
          switch (body) {
            case Body.TooLarge() -> tooLargeAnswer(exchange);
            case Body.Broken() ->
                Answers.refused(Reason.MALFORMED, "the body did not arrive", exchange.id());
            case Body.Complete(byte[] octets) -> then.apply(octets);
          });
    } catch (RuntimeException e) {
      return told(exchange, failed(exchange, e));
    }
  }

  private Step tooLarge(Exchange exchange) {
    return finished(exchange, tooLargeAnswer(exchange));
  }

  private Answer tooLargeAnswer(Exchange exchange) {
    String detail = "a body may have " + bodyLimit + " octets";
    return Answers.refused(
        Reason.TOO_LARGE,
        detail,
        Answers.text(Reason.TOO_LARGE.httpStatus(), detail, exchange.id()).closing());
  }

  /** Bugs and lost resources: the client learns the id, the operator's log the rest. */
  private static Answer failed(Exchange exchange, RuntimeException failure) {
    if (failure instanceof StoreException.Overloaded) {
      return Answers.refused(
          Reason.UNAVAILABLE, "too many requests are waiting, try again", exchange.id());
    }
    LOGGER.error("request {} failed", exchange.id(), failure);
    return Answers.refused(
        Reason.INTERNAL, "the server could not do this, see its log", exchange.id());
  }

  private Step refuse(Exchange exchange, Reason reason, String detail) {
    return finished(exchange, Answers.refused(reason, detail, exchange.id()));
  }

  private Step finished(Exchange exchange, Answer answer) {
    return new Step.Answered(told(exchange, answer));
  }

  private HttpAnswer told(Exchange exchange, Answer answer) {
    events.accept(exchange.event(answer, clock));
    return exchange.mayBeStored() ? answer.http() : answer.http().with(NO_STORE);
  }
}
