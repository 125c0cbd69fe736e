package org.bequest.server.config;

/** The part of a fault that does not depend on where it stands. */
record Complaint(String value, String reason, String suggestion) {
  static Complaint of(String reason) {
    return new Complaint("", reason, "");
  }
}
