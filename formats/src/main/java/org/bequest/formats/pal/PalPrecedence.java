package org.bequest.formats.pal;

import java.util.Comparator;

/**
 * The order of precedence of RFC 8295 section 2.3, for a stable sort.
 *
 * <ol>
 *   <li>by what the entry is for: {@link Group};
 *   <li>what the client fetches before what it is asked for: transactions that an authority
 *       provides come as soon as possible, receipts follow their packages (section 2);
 *   <li>what this client never fetched before what it has.
 * </ol>
 *
 * Whatever is equal then stays as the server had it: several certificates by their first day of
 * use, TAMP messages by their sequence number.
 */
public final class PalPrecedence {
  public static final Comparator<PalEntry> ORDER =
      Comparator.comparing(PalPrecedence::groupOf)
          .thenComparing(e -> e.type().filter(t -> t.action().asks()).isPresent())
          .thenComparing(e -> e.lastFetched().isPresent());

  /** In the order of their importance. */
  enum Group {
    /** /cacerts and /crls: by these the signatures on everything else are judged. */
    VALIDATION,
    /** /csrattrs. */
    ATTRIBUTES,
    /** /simpleenroll, /simplereenroll and /fullcmc. */
    ENROLMENT,
    /** Keys, firmware, trust anchors, certificates of others; keys are not ranked by the RFC. */
    PRODUCTS,
    /** Types of later days. */
    UNKNOWN,
    /** Type 0001: last by section 2.1.1. */
    ADDITIONAL
  }

  private PalPrecedence() {}

  private static Group groupOf(PalEntry entry) {
    return entry.type().map(PalPrecedence::group).orElse(Group.UNKNOWN);
  }

  static Group group(PalPackageType type) {
    if (type.operations().isEmpty()) {
      return Group.UNKNOWN;
    }
    return switch (type.operations().getFirst()) {
      case CA_CERTS, CRLS -> Group.VALIDATION;
      case CSR_ATTRS -> Group.ATTRIBUTES;
      case SIMPLE_ENROLL, SIMPLE_REENROLL, FULL_CMC -> Group.ENROLMENT;
      case PAL -> Group.ADDITIONAL;
      case SERVER_KEYGEN,
          EE_CERTS,
          SYMMETRIC_KEYS,
          SYMMETRIC_KEYS_RETURN,
          FIRMWARE,
          FIRMWARE_RETURN,
          TAMP,
          TAMP_RETURN,
          SERVER_KEYGEN_RETURN ->
          Group.PRODUCTS;
    };
  }
}
