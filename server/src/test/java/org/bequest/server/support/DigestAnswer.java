package org.bequest.server.support;

import java.util.List;
import org.bequest.formats.MalformedException;
import org.bequest.formats.http.AuthScheme;
import org.bequest.formats.http.DigestAlgorithm;
import org.bequest.formats.http.DigestExchange;

/**
 * What a client says to a Digest challenge, each part of it at will.
 *
 * @param realm that is said and hashed
 */
public record DigestAnswer(
    DigestAlgorithm algorithm,
    String realm,
    String nonce,
    String count,
    String method,
    String uri,
    String user,
    String password) {
  /**
   * To the challenge for this algorithm, the first use of its nonce, for a POST of simpleenroll.
   */
  public static DigestAnswer to(
      HttpReply challenged, DigestAlgorithm algorithm, String user, String password) {
    AuthScheme challenge = challenge(challenged, algorithm);
    return new DigestAnswer(
        algorithm,
        challenge.parameter("realm").orElseThrow(),
        challenge.parameter("nonce").orElseThrow(),
        "00000001",
        "POST",
        ConfiguredEst.ENROLL,
        user,
        password);
  }

  public static AuthScheme challenge(HttpReply challenged, DigestAlgorithm algorithm) {
    return challenged.headers("WWW-Authenticate").stream()
        .flatMap(field -> parsed(field).stream())
        .filter(
            c -> c.parameter("algorithm").filter(algorithm.registeredName()::equals).isPresent())
        .findFirst()
        .orElseThrow();
  }

  private static List<AuthScheme> parsed(String field) {
    try {
      return AuthScheme.parse(field);
    } catch (MalformedException e) {
      throw new AssertionError(e);
    }
  }

  public DigestAnswer counting(String other) {
    return new DigestAnswer(algorithm, realm, nonce, other, method, uri, user, password);
  }

  public DigestAnswer withNonce(String other) {
    return new DigestAnswer(algorithm, realm, other, count, method, uri, user, password);
  }

  public DigestAnswer forRequest(String otherMethod, String otherUri) {
    return new DigestAnswer(algorithm, realm, nonce, count, otherMethod, otherUri, user, password);
  }

  public String header() {
    return header("username=" + AuthScheme.quoted(user));
  }

  /** With the name in another notation. */
  public String header(String username) {
    var exchange = new DigestExchange(algorithm, nonce, count, "c0ffee", method, uri);
    return "Authorization: Digest "
        + username
        + ", realm="
        + AuthScheme.quoted(realm)
        + ", nonce=\""
        + nonce
        + "\", uri=\""
        + uri
        + "\", response=\""
        + exchange.response(algorithm.ha1(user, realm, password))
        + "\", algorithm="
        + algorithm.registeredName()
        + ", cnonce=\"c0ffee\", qop=auth, nc="
        + count;
  }
}
