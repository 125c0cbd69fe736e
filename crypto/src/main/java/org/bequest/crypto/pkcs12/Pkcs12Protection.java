package org.bequest.crypto.pkcs12;

/**
 * How a file is written.
 *
 * @param mac over all of it
 * @param iterations of each derivation
 */
public record Pkcs12Protection(Pkcs12Mac mac, int iterations) {
  /** The least that is written: RFC 8018 section 4.2. */
  public static final int LEAST_ITERATIONS = 1_000;

  public static final int USUAL_ITERATIONS = 200_000;

  public Pkcs12Protection {
    if (iterations < LEAST_ITERATIONS) {
      throw new IllegalArgumentException("fewer than " + LEAST_ITERATIONS + " iterations");
    }
  }

  public static Pkcs12Protection of(Pkcs12Mac mac) {
    return new Pkcs12Protection(mac, USUAL_ITERATIONS);
  }
}
