package org.bequest.ca.exec;

import java.time.Duration;

/**
 * What one authority's programs may cost.
 *
 * @param time from the start of a program to its end; then it is killed with all that it started
 * @param output octets of its standard output
 * @param processes at one time; a request waits for its turn as long as a program may run
 */
public record ProcessLimits(Duration time, int output, int processes) {
  public ProcessLimits {
    if (time.toMillis() < 1 || output < 1 || processes < 1) {
      throw new IllegalArgumentException("a limit is at least one");
    }
  }
}
