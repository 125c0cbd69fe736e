package org.bequest.store;

import java.time.Instant;
import java.util.Map;

/**
 * Something that happened and must be told later. Holds no secret.
 *
 * @param at when
 * @param action what, dotted and lower-case: {@code certificate.issue}, {@code certificate.revoke},
 *     {@code otp.create}
 * @param actor who, in the form of {@link CertificateRow#identity}, or {@code operator:<name>}
 * @param subject what it was done to: a serial number, a user name, an id
 * @param outcome {@code ok} or the name of a Reason
 * @param details further facts, sorted by key when they are hashed
 */
public record AuditEntry(
    Instant at,
    String action,
    String actor,
    String subject,
    String outcome,
    Map<String, String> details) {
  public AuditEntry {
    details = Map.copyOf(details);
  }
}
