package org.bequest.conformance;

/**
 * What a test said about a clause.
 *
 * @param id the clause, as annotated
 * @param test {@code org.bequest.server.RouterTest#answers404} or, of an annotated class, its name
 * @param reason why it was skipped or failed, else empty
 */
record Verdict(String id, String test, Outcome outcome, String reason) {

  Verdict {
    reason = reason.replaceAll("\\s+", " ").strip();
  }

  Verdict and(Verdict other) {
    return outcome.and(other.outcome) == outcome ? this : other;
  }

  String line() {
    return String.join("\t", id, test, outcome.name(), reason);
  }

  static Verdict parse(String line) {
    String[] columns = line.split("\t", -1);
    return new Verdict(columns[0], columns[1], Outcome.valueOf(columns[2]), columns[3]);
  }
}
