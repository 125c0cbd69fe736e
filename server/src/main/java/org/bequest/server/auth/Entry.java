package org.bequest.server.auth;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.bequest.formats.wire.Reason;

/** What a request came to at the {@link Gate}. */
public sealed interface Entry {
  /**
   * The body decides, and is let in for that.
   *
   * @param rest told the body
   */
  record Undecided(Function<byte[], Decided> rest) implements Entry {}

  /** Nobody yet: the message is let in, and has to say who sends it. */
  record Nameless() implements Entry {}

  /** In, or not. */
  sealed interface Decided extends Entry {}

  record Known(Caller caller) implements Decided {}

  /**
   * @param detail one clause, also for the client
   */
  record Refused(Reason reason, String detail) implements Decided {}

  /**
   * Nobody who counts here.
   *
   * @param challenges strongest first; empty when HTTP has no way to ask
   * @param detail one clause for the log only
   */
  record Challenged(List<String> challenges, String detail) implements Decided {
    public Challenged {
      challenges = List.copyOf(challenges);
    }
  }

  /**
   * Too many requests or wrong guesses.
   *
   * @param delay how long to stay away
   */
  record Throttled(Duration delay, String detail) implements Decided {}
}
