package org.bequest.server.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.bequest.crypto.tls.TlsProvider;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/**
 * Errors that Jetty itself finds, before there is a request to route: one line of plain text, and
 * the service is told.
 */
final class PlainErrors extends ErrorHandler {
  private final HttpService service;
  private final TlsProvider tls;

  PlainErrors(HttpService service, TlsProvider tls) {
    this.service = service;
    this.tls = tls;
  }

  @Override
  protected void generateResponse(
      Request request,
      Response response,
      int code,
      String message,
      Throwable cause,
      Callback callback) {
    String id = RequestIds.next();
    String words = HttpStatus.getMessage(code);
    byte[] line = ("est: " + words + " [req " + id + "]\n").getBytes(StandardCharsets.US_ASCII);
    HttpRequest head =
        new HttpRequest(request, PeerConnection.of(request.getConnectionMetaData(), tls));
    service.refused(head, new Refusal(id, code, detail(cause, words), line.length));
    response.getHeaders().remove(HttpHeader.CACHE_CONTROL);
    response.getHeaders().add("Content-Type", "text/plain; charset=utf-8");
    response.getHeaders().add("Content-Length", Integer.toString(line.length));
    response.write(true, ByteBuffer.wrap(line), callback);
  }

  /** The parser's own words, which are constants; an exception of any other kind may quote. */
  private static String detail(Throwable cause, String words) {
    return cause instanceof HttpException http && http.getReason() != null
        ? http.getReason()
        : words;
  }
}
