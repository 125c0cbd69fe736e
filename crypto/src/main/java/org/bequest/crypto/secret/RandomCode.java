package org.bequest.crypto.secret;

import java.security.SecureRandom;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bequest.crypto.Providers;

/** Random codes that people can read out and type. */
public final class RandomCode {
  /** Crockford's base32: no I, L, O, U. */
  private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

  private static final int GROUPS = 6;
  private static final int GROUP = 5;
  private static final int TICKET = 12;

  private RandomCode() {}

  /** A one-time password of 150 random bits: six groups of five, {@code K7PX4-09QRS-...}. */
  public static String oneTimePassword() {
    SecureRandom random = Providers.random();
    return IntStream.range(0, GROUPS).mapToObj(_ -> group(random)).collect(Collectors.joining("-"));
  }

  /**
   * A code of 60 random bits in its {@link #normalized} form, to name something by: {@code
   * K7PX409QRSAB}.
   */
  public static String ticket() {
    SecureRandom random = Providers.random();
    return IntStream.range(0, TICKET).mapToObj(_ -> letter(random)).collect(Collectors.joining());
  }

  /**
   * The one form under which a code is stored and looked up: without separators and case, and with
   * the letters that look like digits read as digits.
   */
  public static String normalized(String typed) {
    return typed
        .toUpperCase(Locale.ROOT)
        .replaceAll("[\\s-]", "")
        .replace('O', '0')
        .replace('I', '1')
        .replace('L', '1');
  }

  private static String group(SecureRandom random) {
    return IntStream.range(0, GROUP).mapToObj(_ -> letter(random)).collect(Collectors.joining());
  }

  private static String letter(SecureRandom random) {
    return Character.toString(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
  }
}
