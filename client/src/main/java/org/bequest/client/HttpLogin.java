package org.bequest.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How this client answers an HTTP challenge (RFC 7030 3.2.3). It is only ever sent to the
 * configured origin, inside TLS, and after the server has been authorised.
 */
public final class HttpLogin {
  private final String scheme;
  private final String secret;
  private final boolean unasked;

  private HttpLogin(String scheme, String secret, boolean unasked) {
    this.scheme = scheme;
    this.secret = secret;
    this.unasked = unasked;
  }

  /**
   * RFC 7617. A one-time password is sent in the same way.
   *
   * @param user may be empty (RFC 7030 3.2.3), may not hold a colon
   */
  public static HttpLogin basic(String user, String password) {
    if (user.indexOf(':') >= 0) {
      throw new IllegalArgumentException("a user name of HTTP Basic has no colon");
    }
    byte[] pair = (user + ":" + password).getBytes(UTF_8);
    return new HttpLogin("basic", Base64.getEncoder().encodeToString(pair), false);
  }

  /** RFC 6750. */
  public static HttpLogin bearer(String token) {
    if (!token.matches("[A-Za-z0-9._~+/-]+=*")) {
      throw new IllegalArgumentException("not a bearer token");
    }
    return new HttpLogin("bearer", token, false);
  }

  /** Sent with every request instead of waiting for a challenge; saves a round trip. */
  public HttpLogin unasked() {
    return new HttpLogin(scheme, secret, true);
  }

  Optional<String> withoutChallenge() {
    return unasked ? Optional.of(authorization()) : Optional.empty();
  }

  /**
   * @param challenges values of {@code WWW-Authenticate}, one or several challenges in each
   * @return what to answer, or empty when none of them is of this login's scheme
   */
  Optional<String> answer(List<String> challenges) {
    return challenges.stream().anyMatch(this::offersScheme)
        ? Optional.of(authorization())
        : Optional.empty();
  }

  /** A field holds challenges and their parameters, all between commas (RFC 9110 11.6.1). */
  private boolean offersScheme(String field) {
    String unquoted = field.replaceAll("\"(\\\\.|[^\"\\\\])*\"", "\"\"");
    return Arrays.stream(unquoted.split(",", -1))
        .map(part -> part.strip().split("\\s", 2)[0])
        .anyMatch(scheme::equalsIgnoreCase);
  }

  private String authorization() {
    return scheme.substring(0, 1).toUpperCase(Locale.ROOT) + scheme.substring(1) + " " + secret;
  }

  @Override
  public String toString() {
    return "HttpLogin[" + scheme + "]";
  }
}
