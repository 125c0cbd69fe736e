package org.bequest.ca.crl;

import java.math.BigInteger;
import java.time.Instant;

/** The bytes of a CRL that waits for its signature. Only the {@link CrlBuilder} makes one. */
public final class TbsCertList {
  private final byte[] toBeSigned;
  private final BigInteger number;
  private final Instant nextUpdate;
  private final int entries;

  TbsCertList(byte[] toBeSigned, BigInteger number, Instant nextUpdate, int entries) {
    this.toBeSigned = toBeSigned;
    this.number = number;
    this.nextUpdate = nextUpdate;
    this.entries = entries;
  }

  /** Not a copy: a list of a million entries has tens of megabytes. */
  public byte[] toBeSigned() {
    return toBeSigned;
  }

  public BigInteger number() {
    return number;
  }

  public Instant nextUpdate() {
    return nextUpdate;
  }

  /** How many certificates it revokes. */
  public int entries() {
    return entries;
  }
}
