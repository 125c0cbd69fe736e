package org.bequest.crypto.constraint;

/**
 * What is left open to whoever evaluates content constraints (RFC 6010 section 3.1). Neither has
 * any bearing on an apex.
 *
 * @param inhibitAnyContentType id-ct-anyContentType matches no type
 * @param absenceEqualsUnconstrained an anchor without the extension may sign everything, and a
 *     certificate without it whatever its issuer may
 */
public record ConstraintRules(boolean inhibitAnyContentType, boolean absenceEqualsUnconstrained) {
  /** As the RFC has it: who is not authorized is not. */
  public static final ConstraintRules STRICT = new ConstraintRules(false, false);

  /** For stores whose anchors were never made with these constraints in mind. */
  public static final ConstraintRules LENIENT = new ConstraintRules(false, true);
}
