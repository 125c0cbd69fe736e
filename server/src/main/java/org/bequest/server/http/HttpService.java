package org.bequest.server.http;

/** What a listener serves. */
@FunctionalInterface
public interface HttpService {
  /** May block; must not throw. */
  Step begin(HttpRequest request);

  /**
   * Told of a request that never came to {@link #begin}: its head could not be parsed, or the
   * server is stopping. Must not throw.
   */
  default void refused(HttpRequest head, Refusal refusal) {}
}
