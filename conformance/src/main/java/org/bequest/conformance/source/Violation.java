package org.bequest.conformance.source;

/** A rule that a line of a file breaks, and by what. */
record Violation(Rule rule, String file, long line, String what) {

  @Override
  public String toString() {
    return "%s:%d %s: %s".formatted(file, line, rule, what);
  }
}
