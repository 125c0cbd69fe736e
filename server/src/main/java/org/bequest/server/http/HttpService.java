package org.bequest.server.http;

/** What a listener serves. */
@FunctionalInterface
public interface HttpService {
  /** May block; must not throw. */
  Step begin(HttpRequest request);
}
