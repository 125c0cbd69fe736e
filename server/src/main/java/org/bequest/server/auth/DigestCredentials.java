package org.bequest.server.auth;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.bequest.formats.MalformedException;
import org.bequest.formats.http.AuthScheme;
import org.bequest.formats.http.DigestAlgorithm;
import org.bequest.formats.http.DigestExchange;

/**
 * What an {@code Authorization: Digest} holds (RFC 7616 3.4).
 *
 * @param user the name, or its hash
 * @param hashed whether it is the hash
 */
record DigestCredentials(
    String user, boolean hashed, String realm, DigestExchange exchange, String response) {
  static final String SCHEME = "digest ";

  private static final Pattern COUNT = Pattern.compile("[0-9a-fA-F]{8}");
  private static final int LONGEST = 512;

  /** Whether the header is of this scheme, well formed or not. */
  static boolean claims(String authorization) {
    return authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
  }

  /**
   * @param method of the request, which is part of what is hashed
   * @return empty when something is missing, twice there, or of no use
   */
  static Optional<DigestCredentials> parse(String authorization, String method) {
    try {
      List<AuthScheme> schemes = AuthScheme.parse(authorization);
      return schemes.size() == 1 ? read(schemes.getFirst(), method) : Optional.empty();
    } catch (MalformedException _) {
      return Optional.empty();
    }
  }

  private static Optional<DigestCredentials> read(AuthScheme digest, String method)
      throws MalformedException {
    Optional<DigestAlgorithm> algorithm =
        DigestAlgorithm.named(digest.parameter("algorithm").orElse("MD5"));
    String count = required(digest, "nc");
    if (algorithm.isEmpty()
        || !required(digest, "qop").equals("auth")
        || !COUNT.matcher(count).matches()) {
      return Optional.empty();
    }
    var exchange =
        new DigestExchange(
            algorithm.get(),
            required(digest, "nonce"),
            count,
            required(digest, "cnonce"),
            method,
            required(digest, "uri"));
    boolean hashed = digest.parameter("userhash").filter("true"::equalsIgnoreCase).isPresent();
    return Optional.of(
        new DigestCredentials(
            user(digest),
            hashed,
            required(digest, "realm"),
            exchange,
            required(digest, "response")));
  }

  private static String user(AuthScheme digest) throws MalformedException {
    Optional<String> extended = digest.parameter("username*");
    return extended.isEmpty() ? required(digest, "username") : decoded(extended.get());
  }

  /** {@code UTF-8''J%C3%A4s} (RFC 8187 3.2). */
  private static String decoded(String extended) throws MalformedException {
    String[] parts = extended.split("'", 3);
    if (parts.length != 3 || !parts[0].equalsIgnoreCase("UTF-8")) {
      throw new MalformedException("the user name is not in UTF-8");
    }
    try {
      return URLDecoder.decode(parts[2].replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      throw new MalformedException("the user name is not in UTF-8");
    }
  }

  private static String required(AuthScheme digest, String name) throws MalformedException {
    String value = digest.parameter(name).orElse("");
    boolean mayBeEmpty = name.equals("username");
    if ((value.isEmpty() && !mayBeEmpty) || value.length() > LONGEST) {
      throw new MalformedException("a parameter is missing or too long: " + name);
    }
    return value;
  }

  /** Eight digits are 32 bits. */
  long count() {
    return Long.parseLong(exchange.count(), 16);
  }

  @Override
  public String toString() {
    return "DigestCredentials[" + user + "]";
  }
}
