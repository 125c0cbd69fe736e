package org.bequest.admin.api;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Names of the reasons of a revocation.
 *
 * <pre>
 * CRLReason ::= ENUMERATED {
 *   unspecified (0), keyCompromise (1), cACompromise (2), affiliationChanged (3), superseded (4),
 *   cessationOfOperation (5), certificateHold (6), removeFromCRL (8), privilegeWithdrawn (9),
 *   aACompromise (10) }                                              -- RFC 5280 section 5.3.1
 * </pre>
 *
 * <p>removeFromCRL is for delta CRLs and no reason that an operator gives.
 */
enum CrlReason {
  UNSPECIFIED(0, "unspecified"),
  KEY_COMPROMISE(1, "keyCompromise"),
  CA_COMPROMISE(2, "cACompromise"),
  AFFILIATION_CHANGED(3, "affiliationChanged"),
  SUPERSEDED(4, "superseded"),
  CESSATION_OF_OPERATION(5, "cessationOfOperation"),
  CERTIFICATE_HOLD(6, "certificateHold"),
  PRIVILEGE_WITHDRAWN(9, "privilegeWithdrawn"),
  AA_COMPROMISE(10, "aACompromise");

  private final int code;
  private final String text;

  CrlReason(int code, String text) {
    this.code = code;
    this.text = text;
  }

  static Optional<Integer> code(String name) {
    return Arrays.stream(values()).filter(r -> r.text.equals(name)).map(r -> r.code).findFirst();
  }

  static String name(int code) {
    return Arrays.stream(values())
        .filter(r -> r.code == code)
        .map(r -> r.text)
        .findFirst()
        .orElse(Integer.toString(code));
  }

  static String all() {
    return Arrays.stream(values()).map(r -> r.text).collect(Collectors.joining(", "));
  }
}
