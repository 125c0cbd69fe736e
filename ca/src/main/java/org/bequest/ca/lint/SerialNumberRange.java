package org.bequest.ca.lint;

import java.math.BigInteger;
import java.util.Optional;
import org.bequest.ca.Issuer;

/**
 * RFC 5280 4.1.2.2: positive, at most 20 octets; and 64 bits at least, so that it cannot be guessed
 * (security rule S-24).
 */
final class SerialNumberRange implements LintRule {
  private static final int LEAST_BITS = 64;
  private static final int MOST_BITS = 159;

  @Override
  public Optional<String> check(TbsFields tbs, Issuer issuer) {
    BigInteger serial = tbs.serialNumber();
    int bits = serial.bitLength();
    return LintRule.require(
        serial.signum() > 0 && bits >= LEAST_BITS && bits <= MOST_BITS,
        "the serial number is not a positive number of 64 to 159 bits");
  }
}
