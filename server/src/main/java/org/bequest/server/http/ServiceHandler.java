package org.bequest.server.http;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.bequest.crypto.tls.TlsProvider;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Stands between Jetty and an {@link HttpService}. */
final class ServiceHandler extends Handler.Abstract {
  private static final int LARGEST_SKIPPED = 64 * 1024;

  private final HttpService service;
  private final TlsProvider tls;

  ServiceHandler(HttpService service, TlsProvider tls) {
    this.service = service;
    this.tls = tls;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    HttpRequest head =
        new HttpRequest(request, PeerConnection.of(request.getConnectionMetaData(), tls));
    switch (service.begin(head)) {
      case Step.Answered(HttpAnswer answer) when bodyIsOnItsWay(head, answer) ->
          new BodyReader(
                  request,
                  LARGEST_SKIPPED,
                  body -> write(afterSkipping(body, answer), request, response, callback))
              .run();
      case Step.Answered(HttpAnswer answer) -> write(answer, request, response, callback);
      case Step.NeedsBody(int limit, var then) ->
          new BodyReader(
                  request, limit, body -> write(then.apply(body), request, response, callback))
              .run();
    }
    return true;
  }

  /**
   * Whether to let a body pass by before an answer that needs none of it: else the connection would
   * have to end, and a client that only lacked a credential would pay for a second handshake. A
   * client that waits for leave to send is answered at once.
   */
  private static boolean bodyIsOnItsWay(HttpRequest head, HttpAnswer answer) {
    return !answer.last()
        && (head.chunked() || head.contentLength() > 0)
        && head.contentLength() <= LARGEST_SKIPPED
        && head.header("Expect").isEmpty();
  }

  private static HttpAnswer afterSkipping(Body body, HttpAnswer answer) {
    return body instanceof Body.Complete ? answer : answer.closing();
  }

  private static void write(
      HttpAnswer answer, Request request, Response response, Callback callback) {
    response.setStatus(answer.status());
    HttpFields.Mutable fields = response.getHeaders();
    byte[] body = answer.body();
    boolean sized = false;
    for (var header : answer.headers()) {
      fields.add(header.name(), header.value());
      if (!sized && header.name().equals("Content-Type")) {
        fields.add(new HttpField.LongValueHttpField(HttpHeader.CONTENT_LENGTH, body.length));
        sized = true;
      }
    }
    if (!sized && answer.status() != 204) {
      fields.add(new HttpField.LongValueHttpField(HttpHeader.CONTENT_LENGTH, body.length));
    }
    if (answer.last()) {
      fields.add("Connection", "close");
    }
    boolean bodiless = HttpMethod.HEAD.is(request.getMethod()) || body.length == 0;
    Callback then =
        answer.secret() ? Callback.from(callback, () -> Arrays.fill(body, (byte) 0)) : callback;
    response.write(true, bodiless ? null : ByteBuffer.wrap(body), then);
  }
}
