package org.bequest.crypto.check;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The keys that Debian's OpenSSL of 2006 to 2008 could make (CVE-2008-0166), by the lists of
 * Debian's package {@code openssl-blacklist}. The lists are large and not part of this product:
 * without one, no key is known.
 */
public final class DebianWeakKeys {
  /** The last 80 bits of the SHA-1 of the line that {@code openssl rsa -modulus} prints. */
  private static final int HEX_DIGITS = 20;

  private final Set<String> fingerprints;

  private DebianWeakKeys(Set<String> fingerprints) {
    this.fingerprints = fingerprints;
  }

  public static DebianWeakKeys none() {
    return new DebianWeakKeys(Set.of());
  }

  /** One fingerprint of 20 hexadecimal digits a line; lines that begin with # are comments. */
  public static DebianWeakKeys read(Path list) throws IOException {
    try (Stream<String> lines = Files.lines(list, StandardCharsets.US_ASCII)) {
      return new DebianWeakKeys(
          lines
              .map(line -> line.strip().toLowerCase(Locale.ROOT))
              .filter(line -> line.length() == HEX_DIGITS && !line.startsWith("#"))
              .collect(Collectors.toUnmodifiableSet()));
    }
  }

  boolean contains(BigInteger modulus) {
    return !fingerprints.isEmpty() && fingerprints.contains(fingerprint(modulus));
  }

  private static String fingerprint(BigInteger modulus) {
    String line = "Modulus=" + modulus.toString(16).toUpperCase(Locale.ROOT) + "\n";
    try {
      byte[] sha1 =
          MessageDigest.getInstance("SHA-1").digest(line.getBytes(StandardCharsets.US_ASCII));
      String hex = HexFormat.of().formatHex(sha1);
      return hex.substring(hex.length() - HEX_DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-1", e);
    }
  }
}
