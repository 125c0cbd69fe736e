package org.bequest.formats.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** A hash of HTTP Digest (RFC 7616 6.1), the strongest first. */
public enum DigestAlgorithm {
  SHA_256("SHA-256"),
  /** For clients that know nothing else. */
  MD5("MD5");

  private final String registered;

  DigestAlgorithm(String registered) {
    this.registered = registered;
  }

  /** As it stands in the parameter {@code algorithm}; in any case. */
  public static Optional<DigestAlgorithm> named(String name) {
    return Arrays.stream(values()).filter(a -> a.registered.equalsIgnoreCase(name)).findFirst();
  }

  public String registeredName() {
    return registered;
  }

  /** H(user:realm:password), which is as good as the password for this realm. */
  public String ha1(String user, String realm, String password) {
    return hash(user, realm, password);
  }

  /** H(user:realm) (RFC 7616 3.4.4). */
  public String userHash(String user, String realm) {
    return hash(user, realm);
  }

  /** In lower-case hexadecimal, of the parts in UTF-8 with colons between them. */
  String hash(String... parts) {
    try {
      byte[] octets = String.join(":", parts).getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance(registered).digest(octets));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(registered + " is part of every JDK", e);
    }
  }
}
