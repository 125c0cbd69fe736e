package org.bequest.cli.inspect.tree;

/**
 * Something about a value that its reader should know.
 *
 * @param text one clause, with the section that says so
 */
public record Finding(Weight weight, String text) {
  /** What a finding means for the whole, the lightest first. */
  public enum Weight {
    /** Not as the RFC wants it, and readable all the same. */
    DEVIATION,
    /** A signature, a MAC or a path that is wrong. */
    UNTRUSTED,
    /** What could not be read, in something that could. */
    UNREADABLE
  }

  /**
   * @param path of the value: {@code /SignedData/version}
   */
  public record Located(String path, Finding finding) {}
}
