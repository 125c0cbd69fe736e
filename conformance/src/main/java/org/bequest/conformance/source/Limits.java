package org.bequest.conformance.source;

/**
 * How much is too much.
 *
 * @param methodLines from the signature to the closing brace, without annotations and doc comment
 * @param fileLines without blank lines and comments
 */
record Limits(int methodLines, int parameters, int nesting, int fileLines, boolean abstractNames) {

  static final int LINE_LENGTH = 100;

  static final Limits PRODUCTION = new Limits(40, 4, 3, 400, false);
  static final Limits TESTS = new Limits(60, 4, 3, 400, true);
}
