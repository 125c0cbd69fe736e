package org.bequest.conformance;

/** How a test ended, the stronger word later: of several runs of one test the strongest counts. */
public enum Outcome {
  SKIPPED,
  PASSED,
  FAILED;

  Outcome and(Outcome other) {
    return compareTo(other) >= 0 ? this : other;
  }

  /** A skipped test still holds its clause: the tables must not depend on what is installed. */
  boolean holds() {
    return this != FAILED;
  }
}
