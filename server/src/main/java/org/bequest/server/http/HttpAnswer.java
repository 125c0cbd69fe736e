package org.bequest.server.http;

import java.util.List;
import java.util.stream.Stream;

/**
 * What goes back. Content-Length is always sent and never stands in the headers.
 *
 * @param headers in the order in which they are sent
 * @param body not copied: an answer that is served often shares one array
 * @param last the connection is closed after it
 * @param secret its body is overwritten when it was written
 */
public record HttpAnswer(
    int status, List<HttpHeader> headers, byte[] body, boolean last, boolean secret) {
  private static final byte[] NOTHING = {};

  /** One that may stay in memory. */
  public HttpAnswer(int status, List<HttpHeader> headers, byte[] body, boolean last) {
    this(status, headers, body, last, false);
  }

  public HttpAnswer {
    headers = List.copyOf(headers);
  }

  public static HttpAnswer ok(byte[] body, HttpHeader... headers) {
    return new HttpAnswer(200, List.of(headers), body, false);
  }

  public static HttpAnswer empty(int status, HttpHeader... headers) {
    return new HttpAnswer(status, List.of(headers), NOTHING, false);
  }

  public HttpAnswer with(HttpHeader header) {
    return new HttpAnswer(
        status, Stream.concat(headers.stream(), Stream.of(header)).toList(), body, last, secret);
  }

  /** The same, and then the connection is closed. */
  public HttpAnswer closing() {
    return new HttpAnswer(status, headers, body, true, secret);
  }

  /** The same, of whose body nothing stays (security rule S-34). */
  public HttpAnswer keptSecret() {
    return new HttpAnswer(status, headers, body, last, true);
  }
}
