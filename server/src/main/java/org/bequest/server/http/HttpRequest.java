package org.bequest.server.http;

import java.util.Optional;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.Request;

/** The head of a request. */
public final class HttpRequest {
  private final Request request;
  private final PeerConnection connection;

  HttpRequest(Request request, PeerConnection connection) {
    this.request = request;
    this.connection = connection;
  }

  public String method() {
    return request.getMethod();
  }

  /** The path as received, with nothing decoded, and without a query. */
  public String path() {
    HttpURI uri = request.getHttpURI();
    String path = uri.getPath();
    return path == null ? "" : path;
  }

  /** What stands behind the question mark, with nothing decoded; empty when there is none. */
  public String query() {
    String query = request.getHttpURI().getQuery();
    return query == null ? "" : query;
  }

  /** Path and query as received: the request-target of RFC 9112 3.2.1. */
  public String target() {
    String query = request.getHttpURI().getQuery();
    return query == null ? path() : path() + "?" + query;
  }

  /** The first field of this name, in any case. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers().get(name));
  }

  /** Whether there is more than one field of this name, so that two readers could differ. */
  public boolean repeats(String name) {
    return headers().getFields(name).size() > 1;
  }

  /** What Content-Length says, or -1 when there is none. */
  public long contentLength() {
    return headers().getLongField("Content-Length");
  }

  /** Whether the body comes in chunks. */
  public boolean chunked() {
    return headers().contains("Transfer-Encoding");
  }

  public PeerConnection connection() {
    return connection;
  }

  /** {@link System#nanoTime} when the first octet of the head was there. */
  public long beganNanos() {
    return request.getBeginNanoTime();
  }

  private HttpFields headers() {
    return request.getHeaders();
  }
}
