package org.bequest.formats.pal;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import org.bequest.formats.pal.PalInfo.IssuerAndSerial;
import org.bequest.formats.pal.PalInfo.Location;

/**
 * What RFC 8295 demands of the entries of a list beyond their form. A server that breaks a rule
 * sends nothing; a client reads on, for the type is a hint only, and may look at the faults.
 */
@SuppressWarnings("ImmutableEnumChecker") // The predicates keep nothing.
public enum PalRule {
  NOT_RESERVED("type 0000 is reserved", PalRule.of((type, _) -> type != PalPackageType.RESERVED)),
  DATE_OF_PACKAGES_ONLY(
      "a date belongs to a package that can be fetched",
      PalRule.of(
          (type, entry) -> type.action() == PalAction.FETCH || entry.lastFetched().isEmpty())),
  NO_SIZE_WHEN_ASKING(
      "a size other than 0 although the client is asked for something",
      PalRule.of((type, entry) -> !type.action().asks() || entry.size() == 0)),
  SIZE_OF_PACKAGE(
      "size 0, which asks the client for something, although there is a package",
      PalRule.of((type, entry) -> type.action().asks() || entry.size() > 0)),
  PACKAGE_HAS_LOCATION(
      "a certificate is named where only a URI says where the package is",
      PalRule.of((type, entry) -> type.action().asks() || entry.info() instanceof Location)),
  LOCATION_IS_WHOLE("a URI without scheme and authority", entry -> PalRule.isWhole(entry.info())),
  LOCATION_FITS_TYPE(
      "the URI is not one of an operation that the type may point to",
      PalRule.of(
          (type, entry) -> !(entry.info() instanceof Location l) || type.mayPointTo(l.uri()))),
  SERIAL_IS_POSITIVE(
      "a serial number of 0",
      entry -> !(entry.info() instanceof IssuerAndSerial i) || i.serial().signum() > 0),
  /** Of the list, as the next one. */
  ADDITIONAL_IS_LAST("type 0001 is not the last entry", _ -> true),
  ADDITIONAL_IS_NOT_ALONE("type 0001 is the only entry", _ -> true);

  private final String fault;
  private final Predicate<PalEntry> keeps;

  PalRule(String fault, Predicate<PalEntry> keeps) {
    this.fault = fault;
    this.keeps = keeps;
  }

  /** A rule about the types of RFC 8295: nothing is known of others. */
  private static Predicate<PalEntry> of(BiPredicate<PalPackageType, PalEntry> keeps) {
    return entry -> entry.type().map(type -> keeps.test(type, entry)).orElse(true);
  }

  /** What is wrong when the rule is broken. */
  public String fault() {
    return fault;
  }

  /** The rules that an entry breaks by itself. */
  static List<PalRule> brokenBy(PalEntry entry) {
    return Arrays.stream(values()).filter(rule -> !rule.keeps.test(entry)).toList();
  }

  private static boolean isWhole(PalInfo info) {
    if (!(info instanceof Location location)) {
      return true;
    }
    URI uri = location.uri();
    return uri.getScheme() != null && uri.getRawAuthority() != null;
  }
}
