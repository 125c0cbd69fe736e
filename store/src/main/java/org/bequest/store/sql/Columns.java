package org.bequest.store.sql;

import java.math.BigInteger;
import java.time.Instant;
import java.util.Optional;

/** How values lie in columns, the same in every database. */
final class Columns {
  static final int SERIAL_LENGTH = 20;
  private static final long MICROS = 1_000_000;

  private Columns() {}

  /**
   * A serial number in 20 bytes, big-endian, so that the order of the bytes is the order of the
   * numbers.
   *
   * @return empty for a number that RFC 5280 4.1.2.2 forbids and no row can have: not positive, or
   *     longer than 20 octets
   */
  static Optional<byte[]> serial(BigInteger serial) {
    if (serial.signum() <= 0 || serial.bitLength() > SERIAL_LENGTH * 8) {
      return Optional.empty();
    }
    byte[] magnitude = serial.toByteArray();
    int sign = Math.max(0, magnitude.length - SERIAL_LENGTH);
    int length = magnitude.length - sign;
    byte[] key = new byte[SERIAL_LENGTH];
    System.arraycopy(magnitude, sign, key, SERIAL_LENGTH - length, length);
    return Optional.of(key);
  }

  static BigInteger serial(byte[] key) {
    return new BigInteger(1, key);
  }

  /** Microseconds since 1970; {@link Instant#MAX} and its like become the nearest that fits. */
  static long micros(Instant at) {
    long seconds = at.getEpochSecond();
    if (Math.abs(seconds) > Long.MAX_VALUE / MICROS - 1) {
      return seconds < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
    return seconds * MICROS + at.getNano() / 1000;
  }

  static Instant instant(long micros) {
    return Instant.ofEpochSecond(
        Math.floorDiv(micros, MICROS), Math.floorMod(micros, MICROS) * 1000);
  }

  /** Text that every database takes: PostgreSQL has no NUL, and SQLite cuts at it. */
  static String text(String value) {
    return value.indexOf('\0') < 0 ? value : value.replace('\0', '\uFFFD');
  }

  /** A pattern for LIKE, with "!" as its escape, for all that contains this text. */
  static String containing(String part) {
    var pattern = new StringBuilder("%");
    part.chars()
        .forEach(c -> {
          if (c == '%' || c == '_' || c == '!') {
            pattern.append('!');
          }
          pattern.append((char) c);
        });
    return pattern.append('%').toString();
  }
}
