package org.bequest.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.bequest.crypto.Providers;
import org.bequest.formats.MalformedException;
import org.bequest.formats.http.AuthScheme;
import org.bequest.formats.http.DigestAlgorithm;
import org.bequest.formats.http.DigestExchange;

/**
 * How this client answers an HTTP challenge (RFC 7030 3.2.3). It is only ever sent to the
 * configured origin, inside TLS, and after the server has been authorised.
 */
public final class HttpLogin {
  private static final String DIGEST = "Digest";
  private static final String FIRST_USE = "00000001";

  /** Which schemes may be answered. */
  private enum Scheme {
    /** The strongest that the server offers, of Digest and Basic. */
    STRONGEST,
    DIGEST,
    BASIC,
    BEARER
  }

  private final Scheme scheme;
  private final Credentials known;
  private final boolean md5;
  private final boolean unasked;

  /**
   * @param user empty for a token
   */
  private record Credentials(String user, String secret) {}

  private HttpLogin(Scheme scheme, Credentials known, boolean md5, boolean unasked) {
    this.scheme = scheme;
    this.known = known;
    this.md5 = md5;
    this.unasked = unasked;
  }

  /**
   * Name and password, sent with the strongest scheme that the server offers: Digest with SHA-256,
   * Digest with MD5 where {@link #allowingMd5} says so, Basic.
   *
   * @param user may be empty (RFC 7030 3.2.3), may not hold a colon
   */
  public static HttpLogin password(String user, String password) {
    return new HttpLogin(Scheme.STRONGEST, withoutColon(user, password), false, false);
  }

  /** RFC 7616: the password does not travel, and a server that offers Basic alone gets nothing. */
  public static HttpLogin digest(String user, String password) {
    return new HttpLogin(Scheme.DIGEST, withoutColon(user, password), false, false);
  }

  /**
   * RFC 7617. A one-time password is sent in the same way.
   *
   * @param user may be empty (RFC 7030 3.2.3), may not hold a colon
   */
  public static HttpLogin basic(String user, String password) {
    return new HttpLogin(Scheme.BASIC, withoutColon(user, password), false, false);
  }

  /** RFC 6750. */
  public static HttpLogin bearer(String token) {
    if (!token.matches("[A-Za-z0-9._~+/-]+=*")) {
      throw new IllegalArgumentException("not a bearer token");
    }
    return new HttpLogin(Scheme.BEARER, new Credentials("", token), false, false);
  }

  /** Answers Digest with MD5 too, where a server offers nothing stronger of it. */
  public HttpLogin allowingMd5() {
    return new HttpLogin(scheme, known, true, unasked);
  }

  /**
   * Sent with every request instead of waiting for a challenge; saves a round trip.
   *
   * @throws IllegalStateException when it takes a challenge to know what to send
   */
  public HttpLogin unasked() {
    if (scheme != Scheme.BASIC && scheme != Scheme.BEARER) {
      throw new IllegalStateException("only Basic and Bearer can be sent unasked");
    }
    return new HttpLogin(scheme, known, md5, true);
  }

  Optional<String> withoutChallenge() {
    return unasked ? Optional.of(plain()) : Optional.empty();
  }

  /**
   * The request that is repeated.
   *
   * @param target as in its request line
   */
  record Repeated(String method, String target) {}

  /**
   * @param fields values of {@code WWW-Authenticate}, one or several challenges in each; one that
   *     is malformed counts for nothing
   * @return what to answer, or empty when none of them is of this login's scheme
   */
  Optional<String> answer(List<String> fields, Repeated request) {
    List<AuthScheme> challenges = challenges(fields);
    Optional<String> digest = digest(challenges, request);
    return digest.isPresent() || scheme == Scheme.DIGEST
        ? digest
        : challenges.stream().filter(c -> c.is(plainScheme())).findFirst().map(_ -> plain());
  }

  /** The same when the server says that only its nonce was too old (RFC 7616 3.3). */
  Optional<String> answerToStale(List<String> fields, Repeated request) {
    List<AuthScheme> stale =
        challenges(fields).stream()
            .filter(c -> c.parameter("stale").filter("true"::equalsIgnoreCase).isPresent())
            .toList();
    return digest(stale, request);
  }

  private static List<AuthScheme> challenges(List<String> fields) {
    List<AuthScheme> all = new ArrayList<>();
    for (String field : fields) {
      try {
        all.addAll(AuthScheme.parse(field));
      } catch (MalformedException _) {
        // The others may still be of use; without any the request stays refused.
      }
    }
    return all;
  }

  private Optional<String> digest(List<AuthScheme> challenges, Repeated request) {
    if (scheme != Scheme.DIGEST && scheme != Scheme.STRONGEST) {
      return Optional.empty();
    }
    for (DigestAlgorithm algorithm : DigestAlgorithm.values()) {
      Optional<AuthScheme> offered =
          challenges.stream().filter(c -> isUsable(c, algorithm)).findFirst();
      if (offered.isPresent() && (md5 || algorithm != DigestAlgorithm.MD5)) {
        return Optional.of(digest(offered.get(), algorithm, request));
      }
    }
    return Optional.empty();
  }

  /** RFC 7616 3.3: what names no algorithm means MD5. */
  private static boolean isUsable(AuthScheme challenge, DigestAlgorithm algorithm) {
    boolean auth = List.of(challenge.parameter("qop").orElse("").split("[ ,]+")).contains("auth");
    return challenge.is(DIGEST)
        && auth
        && DigestAlgorithm.named(challenge.parameter("algorithm").orElse("MD5"))
            .filter(a -> a == algorithm)
            .isPresent()
        && challenge.parameter("realm").isPresent()
        && challenge.parameter("nonce").filter(n -> !n.isEmpty()).isPresent();
  }

  private String digest(AuthScheme challenge, DigestAlgorithm algorithm, Repeated request) {
    String realm = challenge.parameter("realm").orElse("");
    var exchange =
        new DigestExchange(
            algorithm,
            challenge.parameter("nonce").orElse(""),
            FIRST_USE,
            cnonce(),
            request.method(),
            request.target());
    var answer = new StringBuilder(DIGEST);
    answer.append(' ').append(name(challenge, algorithm, realm));
    answer.append(", realm=").append(AuthScheme.quoted(realm));
    answer.append(", nonce=").append(AuthScheme.quoted(exchange.nonce()));
    answer.append(", uri=").append(AuthScheme.quoted(exchange.uri()));
    String response = exchange.response(algorithm.ha1(known.user(), realm, known.secret()));
    answer.append(", response=\"").append(response).append('"');
    answer.append(", algorithm=").append(algorithm.registeredName());
    answer.append(", cnonce=\"").append(exchange.cnonce()).append('"');
    challenge
        .parameter("opaque")
        .ifPresent(o -> answer.append(", opaque=").append(AuthScheme.quoted(o)));
    return answer.append(", qop=auth, nc=").append(FIRST_USE).toString();
  }

  /** As its hash where the server wants that; outside of ASCII in the extended notation. */
  private String name(AuthScheme challenge, DigestAlgorithm algorithm, String realm) {
    String user = known.user();
    if (challenge.parameter("userhash").filter("true"::equalsIgnoreCase).isPresent()) {
      return "username=\"" + algorithm.userHash(user, realm) + "\", userhash=true";
    }
    return user.chars().allMatch(c -> c >= ' ' && c < 0x7f)
        ? "username=" + AuthScheme.quoted(user)
        : "username*=UTF-8''" + URLEncoder.encode(user, UTF_8).replace("+", "%20");
  }

  private static String cnonce() {
    byte[] random = new byte[16];
    Providers.random().nextBytes(random);
    return HexFormat.of().formatHex(random);
  }

  private String plainScheme() {
    return scheme == Scheme.BEARER ? "Bearer" : "Basic";
  }

  private String plain() {
    String credentials =
        scheme == Scheme.BEARER
            ? known.secret()
            : Base64.getEncoder()
                .encodeToString((known.user() + ":" + known.secret()).getBytes(UTF_8));
    return plainScheme() + " " + credentials;
  }

  private static Credentials withoutColon(String user, String password) {
    if (user.indexOf(':') >= 0) {
      throw new IllegalArgumentException("a user name of HTTP Basic has no colon");
    }
    return new Credentials(user, password);
  }

  @Override
  public String toString() {
    return "HttpLogin[" + scheme + "]";
  }
}
