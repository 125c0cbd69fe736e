package org.bequest.formats.pal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.bequest.formats.MalformedException;

/**
 * A Package Availability List, or one part of it.
 *
 * <pre>
 * PAL ::= zero or more entries      -- RFC 8295 section 2.1
 * </pre>
 */
public record Pal(List<PalEntry> entries) {
  public Pal {
    entries = List.copyOf(entries);
  }

  /** The entries in the order of section 2.3; equals stay in the order that they come in. */
  public static Pal inOrder(Collection<PalEntry> entries) {
    return new Pal(entries.stream().sorted(PalPrecedence.ORDER).toList());
  }

  /** Every rule of RFC 8295 that the list breaks. */
  public List<PalFault> faults() {
    List<PalFault> faults = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      int entry = i;
      PalRule.brokenBy(entries.get(i)).forEach(rule -> faults.add(new PalFault(entry, rule)));
      if (entries.get(i).is(PalPackageType.ADDITIONAL_PAL)) {
        placeOfAdditional(entry).ifPresent(rule -> faults.add(new PalFault(entry, rule)));
      }
    }
    return faults;
  }

  private Optional<PalRule> placeOfAdditional(int entry) {
    if (entries.size() == 1) {
      return Optional.of(PalRule.ADDITIONAL_IS_NOT_ALONE);
    }
    return entry < entries.size() - 1 ? Optional.of(PalRule.ADDITIONAL_IS_LAST) : Optional.empty();
  }

  /** For a client that takes nothing but what the RFC allows. */
  public Pal withoutFaults() throws MalformedException {
    List<PalFault> faults = faults();
    if (!faults.isEmpty()) {
      throw new MalformedException("not a list of RFC 8295: " + faults.getFirst());
    }
    return this;
  }

  /** What a client walks through: what stands behind an entry of type 0001 is ignored. */
  public List<PalEntry> packages() {
    return entries.stream().takeWhile(e -> !e.is(PalPackageType.ADDITIONAL_PAL)).toList();
  }

  /** The entry that points to the next part. */
  public Optional<PalEntry> additional() {
    return entries.stream().filter(e -> e.is(PalPackageType.ADDITIONAL_PAL)).findFirst();
  }
}
