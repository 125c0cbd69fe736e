package org.bequest.formats.pkix;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Why a certificate is revoked.
 *
 * <pre>
 * CRLReason ::= ENUMERATED {
 *   unspecified (0), keyCompromise (1), cACompromise (2), affiliationChanged (3), superseded (4),
 *   cessationOfOperation (5), certificateHold (6), removeFromCRL (8), privilegeWithdrawn (9),
 *   aACompromise (10) }                                              -- RFC 5280 section 5.3.1
 * </pre>
 */
public enum CrlReason {
  UNSPECIFIED(0, "unspecified"),
  KEY_COMPROMISE(1, "keyCompromise"),
  CA_COMPROMISE(2, "cACompromise"),
  AFFILIATION_CHANGED(3, "affiliationChanged"),
  SUPERSEDED(4, "superseded"),
  CESSATION_OF_OPERATION(5, "cessationOfOperation"),
  CERTIFICATE_HOLD(6, "certificateHold"),
  /** Takes a hold back; no reason of a revocation. */
  REMOVE_FROM_CRL(8, "removeFromCRL"),
  PRIVILEGE_WITHDRAWN(9, "privilegeWithdrawn"),
  AA_COMPROMISE(10, "aACompromise");

  private final int code;
  private final String text;

  CrlReason(int code, String text) {
    this.code = code;
    this.text = text;
  }

  /** The number on the wire. */
  public int code() {
    return code;
  }

  /** As RFC 5280 writes it. */
  public String text() {
    return text;
  }

  public static Optional<CrlReason> of(int code) {
    return Arrays.stream(values()).filter(r -> r.code == code).findFirst();
  }

  /** The number of a reason for which something is revoked. */
  public static Optional<Integer> code(String name) {
    return Arrays.stream(values())
        .filter(r -> r != REMOVE_FROM_CRL && r.text.equals(name))
        .map(r -> r.code)
        .findFirst();
  }

  /** The word for a number, or the number itself. */
  public static String name(int code) {
    return of(code).map(r -> r.text).orElse(Integer.toString(code));
  }

  /** The words of all for which something is revoked. */
  public static String all() {
    return Arrays.stream(values())
        .filter(r -> r != REMOVE_FROM_CRL)
        .map(r -> r.text)
        .collect(Collectors.joining(", "));
  }
}
