package org.bequest.crypto.check;

import org.bequest.formats.wire.Reason;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/** Refuses keys that give their private half away (security rule S-14). */
public final class KeyCheck {
  /** Good, or why not. */
  public sealed interface Result {
    record Good() implements Result {}

    /**
     * @param detail one clause fit for the client
     */
    record Weak(String detail) implements Result {
      public Reason reason() {
        return Reason.BAD_KEY;
      }
    }
  }

  /**
   * @param anyLargeExponent accept any odd RSA exponent above 2^16, not only 65537
   */
  public record Policy(boolean anyLargeExponent) {
    public static final Policy STRICT = new Policy(false);
  }

  private final Policy policy;

  public KeyCheck(Policy policy) {
    this.policy = policy;
  }

  public Result check(SubjectPublicKeyInfo key) {
    return new Result.Weak("not written yet " + policy);
  }
}
