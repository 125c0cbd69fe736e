package org.bequest.admin.message;

import java.time.Instant;
import java.util.Map;

/** An entry of the audit log. */
public record AuditLine(
    long number,
    Instant at,
    String action,
    String actor,
    String subject,
    String outcome,
    Map<String, String> details,
    String hash) {
  public AuditLine {
    details = Map.copyOf(details);
  }
}
