package org.bequest.server.http;

import java.util.function.Function;

/** What a service wants after it has seen the head of a request. */
public sealed interface Step {
  /** Nothing more: this is the answer, whatever the body. */
  record Answered(HttpAnswer answer) implements Step {}

  /**
   * The body first. No thread waits while it arrives.
   *
   * @param limit octets, at most
   */
  record NeedsBody(int limit, Function<Body, HttpAnswer> then) implements Step {}
}
