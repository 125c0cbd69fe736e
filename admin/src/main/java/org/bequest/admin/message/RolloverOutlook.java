package org.bequest.admin.message;

import java.time.Instant;
import java.util.List;

/**
 * What a roll-over would make, and when each step is sensible.
 *
 * @param number of the next key
 * @param rootKeyFile whose key would sign; empty when it was moved away and has to be given
 * @param startBy the latest time to start, so that every device has renewed once before the next
 *     key issues
 * @param activateBy certificates issued later under the present key would be cut short
 * @param lastUnderPresentKey end of the last certificate in use; the epoch when there is none
 * @param longestDays validity of the longest profile that a label names
 */
public record RolloverOutlook(
    int number,
    boolean issuingOnly,
    List<Item> items,
    String rootKeyFile,
    Instant startBy,
    Instant activateBy,
    Instant lastUnderPresentKey,
    long longestDays) {
  public RolloverOutlook {
    items = List.copyOf(items);
  }

  /**
   * @param kind {@code root}, {@code old-with-new}, {@code new-with-old}, {@code issuing}
   * @param file that will hold its key; empty for a link
   */
  public record Item(String kind, String subject, Instant notAfter, String file) {}
}
