package org.bequest.ca.foreign;

import java.time.Duration;

/**
 * How one authority elsewhere is treated.
 *
 * @param name in the configuration
 * @param attempt an attempt of which nothing was heard for so long is over
 * @param retryAfter when a request is asked again that did not get through
 * @param unclear what becomes of a request when nobody knows what the authority did with it
 * @param lint what a finding of the linter does to a certificate
 * @param queue what is kept of requests
 */
public record ForeignRules(
    String name, Duration attempt, Duration retryAfter, Unclear unclear, Lint lint, Queue queue) {
  /** When an answer was lost. */
  public enum Unclear {
    /** The device's next poll asks again: there may be a certificate that nobody got. */
    ASK_AGAIN,
    /** The request waits until somebody has looked, or it expires. */
    HOLD
  }

  /** What RFC 5280 has rules about and other authorities do not follow. */
  public enum Lint {
    ENFORCE,
    /** Only logged. */
    REPORT
  }

  /**
   * @param most requests of one label under way at a time
   * @param patience how long a request may take in all
   * @param answerFor how long its outcome is told to a device that asks again
   */
  public record Queue(int most, Duration patience, Duration answerFor) {}
}
