package org.bequest.client.trust;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;

/**
 * SHA-256 over the DER of a whole certificate: what a person compares in the bootstrap of RFC 7030
 * 4.1.1. Shorter digests are not accepted.
 */
public final class Fingerprint {
  private static final int LENGTH = 32;

  private final byte[] digest;

  private Fingerprint(byte[] digest) {
    this.digest = digest;
  }

  /**
   * Reads 64 hexadecimal digits in any case, with colons, blanks or dashes between them, and with
   * an optional {@code sha256:} in front.
   *
   * @throws IllegalArgumentException for anything else, SHA-1 fingerprints included
   */
  public static Fingerprint parse(String text) {
    String digits =
        text.strip()
            .toLowerCase(Locale.ROOT)
            .replaceFirst("^sha-?256( fingerprint)?[:=]", "")
            .replaceAll("[:\\s-]", "");
    if (!digits.matches("[0-9a-f]{" + 2 * LENGTH + "}")) {
      throw new IllegalArgumentException("a SHA-256 fingerprint has 64 hexadecimal digits");
    }
    return new Fingerprint(HexFormat.of().parseHex(digits));
  }

  public static Fingerprint of(X509Certificate certificate) {
    try {
      return new Fingerprint(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
    } catch (NoSuchAlgorithmException | CertificateEncodingException e) {
      throw new IllegalStateException("a parsed certificate has a SHA-256 digest", e);
    }
  }

  /** Whether this is the fingerprint of the certificate; takes the same time for yes and no. */
  public boolean matches(X509Certificate certificate) {
    return MessageDigest.isEqual(digest, of(certificate).digest);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Fingerprint f && MessageDigest.isEqual(digest, f.digest);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(digest);
  }

  /** Upper-case pairs with colons, as OpenSSL prints them. */
  @Override
  public String toString() {
    return HexFormat.ofDelimiter(":").withUpperCase().formatHex(digest);
  }
}
