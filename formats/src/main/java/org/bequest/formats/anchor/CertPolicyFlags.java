package org.bequest.formats.anchor;

import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Encoded;

/**
 * The three switches of path validation (RFC 5280 section 6.1.1) that an anchor may turn on.
 *
 * <pre>
 * CertPolicyFlags ::= BIT STRING {
 *   inhibitPolicyMapping   (0),
 *   requireExplicitPolicy  (1),
 *   inhibitAnyPolicy       (2) }                              -- RFC 5914 section 2.5
 * </pre>
 */
public record CertPolicyFlags(
    boolean inhibitPolicyMapping, boolean requireExplicitPolicy, boolean inhibitAnyPolicy) {
  /** What holds where an anchor says nothing. */
  public static final CertPolicyFlags NONE = new CertPolicyFlags(false, false, false);

  private static final int KNOWN = 3;

  /**
   * @param value under whatever implicit tag
   * @throws MalformedException also for bits that have no name, and for zero bits at the end, which
   *     DER leaves out of a named list (X.690 section 11.2.2)
   */
  static CertPolicyFlags decode(Encoded value, String path) throws MalformedException {
    byte[] content = value.content();
    if (content.length == 1 && content[0] == 0) {
      return NONE;
    }
    if (content.length != 2 || content[0] < Byte.SIZE - KNOWN || content[0] >= Byte.SIZE) {
      throw new MalformedException("not three flags at " + path);
    }
    int bits = content[1] & 0xff;
    if ((bits & (2 << content[0]) - 1) != 1 << content[0]) {
      throw new MalformedException("not DER: zero bits end a list of flags at " + path);
    }
    return new CertPolicyFlags((bits & 0x80) != 0, (bits & 0x40) != 0, (bits & 0x20) != 0);
  }

  Encoded encode(int identifier) {
    int bits =
        (inhibitPolicyMapping ? 0x80 : 0)
            | (requireExplicitPolicy ? 0x40 : 0)
            | (inhibitAnyPolicy ? 0x20 : 0);
    byte[] octets =
        bits == 0
            ? new byte[] {(byte) identifier, 1, 0}
            : new byte[] {
              (byte) identifier, 2, (byte) Integer.numberOfTrailingZeros(bits), (byte) bits
            };
    return Encoded.known(octets);
  }

  /** Each that is on in one of both: an application may only tighten. */
  public CertPolicyFlags or(CertPolicyFlags other) {
    return new CertPolicyFlags(
        inhibitPolicyMapping || other.inhibitPolicyMapping,
        requireExplicitPolicy || other.requireExplicitPolicy,
        inhibitAnyPolicy || other.inhibitAnyPolicy);
  }
}
