package org.bequest.server;

import java.time.InstantSource;
import org.bequest.formats.wire.EstOperation;
import org.bequest.formats.wire.Reason;
import org.bequest.formats.wire.Target;
import org.bequest.server.event.RequestEvent;
import org.bequest.server.http.HttpRequest;
import org.bequest.server.http.Refusal;
import org.bequest.server.http.RequestIds;

/** One request on its way through the router: what is known of it so far, for its event. */
final class Exchange {
  private static final int LONGEST_PATH = 256;

  private final HttpRequest request;
  private final String id = RequestIds.next();
  private String label = "";
  private String operation = "";
  private String caller = "";

  Exchange(HttpRequest request) {
    this.request = request;
  }

  HttpRequest request() {
    return request;
  }

  String id() {
    return id;
  }

  void routed(Target.Endpoint target) {
    label = target.label();
    operation = target.operation().path();
  }

  void authenticated(String identity) {
    caller = identity;
  }

  /** Nothing that has to do with a private key stays anywhere on its way (security rule S-34). */
  boolean mayBeStored() {
    return !operation.equals(EstOperation.SERVER_KEYGEN.path());
  }

  boolean isHead() {
    return request.method().equals("HEAD");
  }

  boolean hasMethodOf(EstOperation wanted) {
    return request.method().equals(wanted.method()) || (isHead() && wanted.method().equals("GET"));
  }

  RequestEvent event(Answer answer, InstantSource clock) {
    return new RequestEvent(
        clock.instant(),
        id,
        request.method(),
        path(),
        label,
        operation,
        answer.http().status(),
        answer.reason(),
        answer.detail(),
        caller,
        answer.serial(),
        micros(),
        answer.http().body().length,
        request.connection().remoteAddress(),
        request.connection().version(),
        request.connection().cipher());
  }

  /** For a request that was answered before it came here; its head may not be what was sent. */
  RequestEvent event(Refusal refusal, InstantSource clock) {
    Reason reason =
        switch (refusal.status()) {
          case 503 -> Reason.UNAVAILABLE;
          case 500 -> Reason.INTERNAL;
          default -> Reason.MALFORMED;
        };
    return new RequestEvent(
        clock.instant(),
        refusal.id(),
        request.method(),
        path(),
        label,
        operation,
        refusal.status(),
        reason.name(),
        refusal.detail(),
        caller,
        "",
        micros(),
        refusal.bytes(),
        request.connection().remoteAddress(),
        request.connection().version(),
        request.connection().cipher());
  }

  private String path() {
    String path = request.path();
    return path.length() > LONGEST_PATH ? path.substring(0, LONGEST_PATH) : path;
  }

  private long micros() {
    return (System.nanoTime() - request.beganNanos()) / 1000;
  }
}
