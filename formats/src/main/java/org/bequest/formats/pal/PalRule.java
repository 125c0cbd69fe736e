package org.bequest.formats.pal;

import java.math.BigInteger;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiPredicate;
import org.bequest.formats.pal.PalInfo.IssuerAndSerial;
import org.bequest.formats.pal.PalInfo.Location;

/**
 * What RFC 8295 demands of the entries of a list beyond their form. A server that breaks a rule
 * sends nothing; a client reads on, for the type is a hint only, and may look at the faults.
 */
@SuppressWarnings("ImmutableEnumChecker") // The predicates keep nothing.
public enum PalRule {
  NOT_RESERVED("type 0000 is reserved", (type, _) -> type != PalPackageType.RESERVED),
  DATE_OF_PACKAGES_ONLY(
      "a date belongs to a package that can be fetched",
      (type, entry) -> type.action() == PalAction.FETCH || entry.lastFetched().isEmpty()),
  NO_SIZE_WHEN_ASKING(
      "a size other than 0 although the client is asked for something",
      (type, entry) -> !type.action().asks() || entry.size() == 0),
  SIZE_OF_PACKAGE(
      "size 0, which asks the client for something, although there is a package",
      (type, entry) -> type.action().asks() || entry.size() > 0),
  PACKAGE_HAS_LOCATION(
      "a certificate is named where only a URI says where the package is",
      (type, entry) -> type.action().asks() || entry.info() instanceof Location),
  LOCATION_IS_WHOLE(
      "a URI without scheme and authority", (_, entry) -> PalRule.isWhole(entry.info())),
  LOCATION_FITS_TYPE(
      "the URI is not one of an operation that the type may point to",
      (type, entry) -> !(entry.info() instanceof Location l) || type.mayPointTo(l.uri())),
  SERIAL_IS_POSITIVE(
      "a serial number of 0",
      (_, entry) ->
          !(entry.info() instanceof IssuerAndSerial i)
              || i.serial().compareTo(BigInteger.ZERO) > 0),
  /** Of the list, as the next one. */
  ADDITIONAL_IS_LAST("type 0001 is not the last entry", (_, _) -> true),
  ADDITIONAL_IS_NOT_ALONE("type 0001 is the only entry", (_, _) -> true);

  private final String fault;
  private final BiPredicate<PalPackageType, PalEntry> keeps;

  PalRule(String fault, BiPredicate<PalPackageType, PalEntry> keeps) {
    this.fault = fault;
    this.keeps = keeps;
  }

  /** What is wrong when the rule is broken. */
  public String fault() {
    return fault;
  }

  /** The rules that an entry breaks by itself; an unknown type breaks none. */
  static List<PalRule> brokenBy(PalEntry entry) {
    return entry
        .type()
        .map(t -> Arrays.stream(values()).filter(r -> !r.keeps.test(t, entry)).toList())
        .orElse(List.of());
  }

  private static boolean isWhole(PalInfo info) {
    if (!(info instanceof Location location)) {
      return true;
    }
    URI uri = location.uri();
    return uri.getScheme() != null && uri.getRawAuthority() != null;
  }
}
