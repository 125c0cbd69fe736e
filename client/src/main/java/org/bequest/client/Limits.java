package org.bequest.client;

import java.time.Duration;

/**
 * What one exchange may cost.
 *
 * @param connect for the TCP connection to one address
 * @param read between two arrivals of data, the TLS handshake included
 * @param total for one request, from the connection to the last byte of the answer
 * @param answer bytes of a body
 * @param redirects followed for one request
 */
public record Limits(Duration connect, Duration read, Duration total, int answer, int redirects) {
  public static final Limits DEFAULT =
      new Limits(Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofMinutes(2), 1 << 20, 5);

  public Limits {
    if (connect.toMillis() < 1 || read.toMillis() < 1 || total.toMillis() < 1 || answer < 1) {
      throw new IllegalArgumentException("a limit is at least one millisecond or byte");
    }
  }

  /** The same time for each of connecting, reading and the whole. */
  public static Limits timeout(Duration time) {
    return new Limits(time, time, time, DEFAULT.answer, DEFAULT.redirects);
  }
}
