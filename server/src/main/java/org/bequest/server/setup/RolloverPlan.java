package org.bequest.server.setup;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What a roll-over would make, and when each step is sensible.
 *
 * @param items what would be made
 * @param rootKeyFile file whose key signs; empty when it was moved away and must be given
 * @param startBy from then on some devices would meet the new key unprepared
 * @param activateBy from then on certificates under the present key get shorter than their profile
 *     says
 * @param lastUnderPresentKey end of the last certificate in use under the present key; the epoch
 *     when there is none
 * @param longest validity of any profile that a label names: so long after activation the last
 *     certificate under the present key has expired
 */
public record RolloverPlan(
    int number,
    boolean issuingOnly,
    List<Item> items,
    String rootKeyFile,
    Instant startBy,
    Instant activateBy,
    Instant lastUnderPresentKey,
    Duration longest) {
  public RolloverPlan {
    items = List.copyOf(items);
  }

  /**
   * @param kind {@code root}, {@code issuing}, {@code old-with-new}, {@code new-with-old}
   * @param file that holds its key; empty for a link
   */
  public record Item(String kind, String subject, Instant notAfter, String file) {}
}
