package org.bequest.ca.names;

/**
 * A text in which each {@code *} stands for one character or more, none of which is a barrier.
 *
 * @param barriers characters that a {@code *} never stands for: the dot in a DNS name, the slash in
 *     a URI
 */
record Glob(String pattern, String barriers) {
  /** Longer texts match nothing: the time of a match grows with their length. */
  private static final int LONGEST = 1024;

  boolean matches(String text) {
    return text.length() <= LONGEST && matches(0, text, 0);
  }

  boolean exact() {
    return pattern.indexOf('*') < 0;
  }

  private boolean matches(int at, String text, int from) {
    int star = pattern.indexOf('*', at);
    if (star < 0) {
      return text.substring(from).equals(pattern.substring(at));
    }
    int literal = star - at;
    return text.regionMatches(from, pattern, at, literal)
        && starMatches(star + 1, text, from + literal);
  }

  /** The star takes one character, then as many more as it must. */
  private boolean starMatches(int next, String text, int from) {
    for (int end = from; end < text.length() && barriers.indexOf(text.charAt(end)) < 0; end++) {
      if (matches(next, text, end + 1)) {
        return true;
      }
    }
    return false;
  }
}
