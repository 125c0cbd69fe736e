package org.bequest.formats.pal;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Divides a list for clients that take only so many entries at once: each part but the last ends
 * with an entry of type 0001 that points to the next one (RFC 8295 section 2.1).
 *
 * @param format in which all parts are sent: an entry of type 0001 has the size of the next part
 * @param most entries of a part, that of type 0001 included; RFC 9152 has 32
 * @param locations of the parts by their number, from 1 for the one after the first
 */
public record PalParts(PalFormat format, int most, IntFunction<URI> locations) {
  public PalParts {
    if (most < 2) {
      throw new IllegalArgumentException("an entry of type 0001 is never alone");
    }
  }

  /**
   * The parts in their order; the list itself when it is short enough.
   *
   * @throws IllegalArgumentException if an entry breaks a rule, or points to another list
   */
  public List<Pal> of(Pal whole) {
    if (whole.additional().isPresent()) {
      throw new IllegalArgumentException("a list that is a part already");
    }
    List<PalEntry> entries = whole.entries();
    int parts = Math.max(1, Math.ceilDiv(entries.size() - 1, most - 1));
    List<Pal> divided = new ArrayList<>();
    for (int number = parts - 1; number >= 0; number--) {
      int from = number * (most - 1);
      boolean last = divided.isEmpty();
      List<PalEntry> part =
          new ArrayList<>(entries.subList(from, last ? entries.size() : from + most - 1));
      if (!last) {
        part.add(pointer(number + 1, divided.getLast()));
      }
      divided.add(new Pal(part));
    }
    return List.copyOf(divided.reversed());
  }

  private PalEntry pointer(int number, Pal next) {
    int size = format.write(next).length;
    return PalEntry.offer(PalPackageType.ADDITIONAL_PAL, size, locations.apply(number));
  }
}
