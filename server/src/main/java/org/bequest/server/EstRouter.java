package org.bequest.server;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.bequest.formats.MalformedException;
import org.bequest.formats.wire.EstOperation;
import org.bequest.formats.wire.MediaType;
import org.bequest.formats.wire.Reason;
import org.bequest.formats.wire.Target;
import org.bequest.server.auth.Authenticator;
import org.bequest.server.auth.Caller;
import org.bequest.server.auth.Presented;
import org.bequest.server.auth.Verdict;
import org.bequest.server.endpoint.Call;
import org.bequest.server.endpoint.Endpoint;
import org.bequest.server.event.RequestEvent;
import org.bequest.server.http.Body;
import org.bequest.server.http.HttpAnswer;
import org.bequest.server.http.HttpHeader;
import org.bequest.server.http.HttpRequest;
import org.bequest.server.http.HttpService;
import org.bequest.server.http.PeerConnection;
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

  private Step label(Exchange exchange, Target.Endpoint target) {
    boolean nameless = exchange.request().header("User-Agent").isEmpty();
    Optional<Label> label = labels.get().find(target.label(), nameless);
    if (label.isEmpty()) {
      return refuse(exchange, Reason.NOT_FOUND, "no such label");
    }
    exchange.routed(target);
    return endpoints
        .find(target.operation())
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
      case Endpoint.Guarded guarded ->
          form(exchange, operation).orElseGet(() -> authenticate(exchange, guarded, label));
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
    String detail = "Content-Type must be " + operation.requestType();
    HttpAnswer answer =
        Answers.text(Reason.UNSUPPORTED_MEDIA_TYPE.httpStatus(), detail, exchange.id())
            .with(new HttpHeader("Accept", operation.requestType()));
    return finished(exchange, Answers.refused(Reason.UNSUPPORTED_MEDIA_TYPE, detail, answer));
  }

  private Step authenticate(Exchange exchange, Endpoint.Guarded endpoint, Label label) {
    Presented presented = presented(exchange.request(), label);
    for (Authenticator authenticator : label.authenticators()) {
      switch (authenticator.authenticate(presented)) {
        case Verdict.Accepted(Caller caller) -> {
          exchange.authenticated(caller);
          return new Step.NeedsBody(
              bodyLimit, b -> serve(new Admitted(exchange, endpoint, label, caller), b));
        }
        case Verdict.Rejected(Reason reason, String detail) -> {
          return reason == Reason.NOT_AUTHENTICATED
              ? unauthenticated(exchange, label, detail)
              : refuse(exchange, reason, detail);
        }
        case Verdict.NotMine() -> {}
      }
    }
    return unauthenticated(exchange, label, "no credential that counts here");
  }

  private static Presented presented(HttpRequest request, Label label) {
    PeerConnection connection = request.connection();
    return new Presented(
        label.name(),
        new Presented.Http(request.method(), request.path(), request.header("Authorization")),
        connection.chain(),
        connection.remoteAddress());
  }

  private Step unauthenticated(Exchange exchange, Label label, String detail) {
    List<String> challenges =
        label.authenticators().stream().flatMap(a -> a.challenge().stream()).distinct().toList();
    return challenges.isEmpty()
        ? refuse(exchange, Reason.FORBIDDEN, "a client certificate is needed: " + detail)
        : finished(exchange, Answers.unauthenticated(challenges, detail));
  }

  /** A request whose head is in order and whose caller is known. */
  private record Admitted(
      Exchange exchange, Endpoint.Guarded endpoint, Label label, Caller caller) {
    Call call(byte[] body) {
      PeerConnection connection = exchange.request().connection();
      return new Call(exchange.id(), label, caller, body, connection::channelBinding);
    }

    Answer answer(byte[] body) {
      return Answers.render(endpoint.serve(call(body)), label.wire(), exchange.id());
    }
  }

  private HttpAnswer serve(Admitted admitted, Body body) {
    Exchange exchange = admitted.exchange();
    try {
      return told(
          exchange,
          switch (body) {
            case Body.TooLarge() -> tooLargeAnswer(exchange);
            case Body.Broken() ->
                Answers.refused(Reason.MALFORMED, "the body did not arrive", exchange.id());
            case Body.Complete(byte[] octets) -> admitted.answer(octets);
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
    return answer.http();
  }
}
