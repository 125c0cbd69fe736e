package org.bequest.formats.cms;

import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Limits;

/**
 * What a message may cost before anything is built from it (security rules S-35 and S-50). Whoever
 * reads messages says what is bearable there; {@link #STANDARD} suits what fits into memory.
 *
 * @param structure of one layer; octet strings count as one element, for what lies in them is
 *     measured when it is opened
 * @param layers around each other
 * @param members of all collections together
 * @param recipients of one layer
 * @param signers of one layer
 * @param certificates of one layer, and revocation lists
 * @param attributes in one set
 * @param iterations that a password may be put through
 * @param inflated octets that one layer may grow to
 * @param ratio that it may grow by, where it grows beyond {@value #ANY_RATIO} octets
 */
public record CmsLimits(
    Limits structure,
    int layers,
    int members,
    int recipients,
    int signers,
    int certificates,
    int attributes,
    int iterations,
    long inflated,
    int ratio) {
  public static final CmsLimits STANDARD =
      new CmsLimits(
          new Limits(16 << 20, 40, 200_000), 8, 64, 64, 16, 1000, 64, 1_000_000, 16 << 20, 200);

  private static final int ANY_RATIO = 1 << 20;

  /** The same, for content that is streamed: it may grow to this many octets. */
  public CmsLimits withInflated(long octets, int times) {
    return new CmsLimits(
        structure,
        layers,
        members,
        recipients,
        signers,
        certificates,
        attributes,
        iterations,
        octets,
        times);
  }

  /**
   * That so much may come out of so little. To be asked while it comes, not when it is there.
   *
   * @throws MalformedException for a decompression bomb
   */
  public void checkInflated(long compressed, long octets) throws MalformedException {
    if (octets > inflated) {
      throw new MalformedException("inflates to more than " + inflated + " octets");
    }
    if (octets > ANY_RATIO && octets / ratio > compressed) {
      throw new MalformedException("inflates to more than " + ratio + " times its size");
    }
  }
}
