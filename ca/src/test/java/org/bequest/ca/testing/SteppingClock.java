package org.bequest.ca.testing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** A clock that stands until it is moved. It begins at the real time, for foreign tools. */
public final class SteppingClock implements InstantSource {
  private volatile Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

  public void step(Duration duration) {
    now = now.plus(duration);
  }

  @Override
  public Instant instant() {
    return now;
  }
}
