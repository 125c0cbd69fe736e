package org.bequest.server.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** Errors that Jetty itself finds, before there is a request to route: one line of plain text. */
final class PlainErrors extends ErrorHandler {
  @Override
  protected void generateResponse(
      Request request,
      Response response,
      int code,
      String message,
      Throwable cause,
      Callback callback) {
    byte[] line =
        ("est: " + HttpStatus.getMessage(code) + " [req " + RequestIds.next() + "]\n")
            .getBytes(StandardCharsets.US_ASCII);
    response.getHeaders().remove(HttpHeader.CACHE_CONTROL);
    response.getHeaders().add("Content-Type", "text/plain; charset=utf-8");
    response.getHeaders().add("Content-Length", Integer.toString(line.length));
    response.write(true, ByteBuffer.wrap(line), callback);
  }
}
