package org.bequest.server.http;

import java.time.Duration;

/**
 * What one client may cost, checked before anything is parsed.
 *
 * @param headerBytes request line and header fields
 * @param connections open at one time, over all clients; three file descriptors each
 * @param idle a connection on which nothing moves is closed after it
 * @param request a request that is not complete after it is given up, however steadily it trickles
 * @param stop how long requests that are being answered may take once the server stops
 */
public record Limits(
    int headerBytes, int connections, Duration idle, Duration request, Duration stop) {
  public static final Limits DEFAULT =
      new Limits(
          16 * 1024, 2_000, Duration.ofSeconds(30), Duration.ofSeconds(30), Duration.ofSeconds(30));
}
