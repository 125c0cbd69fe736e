package org.bequest.formats.pal;

import java.util.List;

/** Holds the rules while a list is written that nobody has as a whole. */
final class PalOrder {
  private int written;
  private boolean complete;

  void check(PalEntry entry) {
    List<PalRule> broken = PalRule.brokenBy(entry);
    if (!broken.isEmpty()) {
      throw new IllegalArgumentException(new PalFault(written, broken.getFirst()).toString());
    }
    if (complete) {
      throw new IllegalArgumentException(PalRule.ADDITIONAL_IS_LAST.fault());
    }
    complete = entry.is(PalPackageType.ADDITIONAL_PAL);
    if (complete && written == 0) {
      throw new IllegalArgumentException(PalRule.ADDITIONAL_IS_NOT_ALONE.fault());
    }
    written++;
  }
}
