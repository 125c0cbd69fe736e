package org.bequest.server.auth;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * User name and password of HTTP Basic (RFC 7617). A one-time password comes with an empty user
 * name, or with the name of its device.
 *
 * @param user UTF-8, without a colon, perhaps empty
 */
public record BasicCredentials(String user, String password) {
  private static final String SCHEME = "basic ";

  /** Reads an {@code Authorization} header; empty when it is of another scheme or malformed. */
  public static Optional<BasicCredentials> parse(String authorization) {
    if (!authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return Optional.empty();
    }
    return decode(authorization.substring(SCHEME.length()).strip());
  }

  private static Optional<BasicCredentials> decode(String token) {
    try {
      String pair = new String(Base64.getDecoder().decode(token), StandardCharsets.UTF_8);
      int colon = pair.indexOf(':');
      return colon < 0
          ? Optional.empty()
          : Optional.of(new BasicCredentials(pair.substring(0, colon), pair.substring(colon + 1)));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return "BasicCredentials[" + user + "]";
  }
}
