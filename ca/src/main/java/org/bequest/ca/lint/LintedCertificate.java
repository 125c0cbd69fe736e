package org.bequest.ca.lint;

import java.util.Arrays;

/**
 * The bytes of a TBSCertificate in which no rule found a fault. Only the {@link Linter} makes one,
 * and a signer takes nothing else.
 */
public final class LintedCertificate {
  private final byte[] toBeSigned;

  LintedCertificate(byte[] toBeSigned) {
    this.toBeSigned = toBeSigned;
  }

  /** A copy. */
  public byte[] toBeSigned() {
    return toBeSigned.clone();
  }

  /** Whether the linted bytes stand in these bytes from an index on. */
  public boolean isAt(byte[] bytes, int from) {
    int to = from + toBeSigned.length;
    return to <= bytes.length && Arrays.equals(bytes, from, to, toBeSigned, 0, toBeSigned.length);
  }
}
