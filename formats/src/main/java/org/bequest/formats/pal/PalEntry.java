package org.bequest.formats.pal;

import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.bequest.formats.pal.PalInfo.Location;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a PAL.
 *
 * <pre>
 * message ::= { type, date OPTIONAL, size, info }      -- RFC 8295 section 2.1
 * </pre>
 *
 * @param number of the type, 0 to 9999; a type that nobody knows is kept
 * @param date when this client last fetched the package, to the second, or null
 * @param size of the package in octets; 0 when the client is asked for something
 */
public record PalEntry(int number, @Nullable Instant date, long size, PalInfo info) {
  private static final int HIGHEST_NUMBER = 9999;

  public PalEntry {
    if (number < 0 || number > HIGHEST_NUMBER) {
      throw new IllegalArgumentException("a type has four digits");
    }
    if (date != null && !PalDate.fits(date)) {
      throw new IllegalArgumentException(
          "a date has whole seconds and lies after " + PalDate.EARLIEST);
    }
    if (size < 0) {
      throw new IllegalArgumentException("a size is not negative");
    }
  }

  /** A package that this client never fetched, or the next list. */
  public static PalEntry offer(PalPackageType type, long size, URI location) {
    return new PalEntry(type.number(), null, size, new Location(location));
  }

  /** Something that the server wants. */
  public static PalEntry ask(PalPackageType type, PalInfo info) {
    return new PalEntry(type.number(), null, 0, info);
  }

  /** The same with the time at which this client fetched the package. */
  public PalEntry fetched(Instant when) {
    return new PalEntry(number, when.truncatedTo(ChronoUnit.SECONDS), size, info);
  }

  /** The number of the type as it is written. */
  public String digits() {
    return Integer.toString(HIGHEST_NUMBER + 1 + number).substring(1);
  }

  /** Empty for a type that RFC 8295 does not know: the client passes over the entry. */
  public Optional<PalPackageType> type() {
    return PalPackageType.of(number);
  }

  public Optional<Instant> lastFetched() {
    return Optional.ofNullable(date);
  }

  boolean is(PalPackageType type) {
    return number == type.number();
  }
}
