package org.bequest.server.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.bequest.crypto.secret.RandomCode;
import org.bequest.formats.http.AuthScheme;
import org.bequest.formats.http.DigestAlgorithm;
import org.bequest.formats.wire.Reason;
import org.bequest.store.CredentialStore;
import org.bequest.store.CredentialStore.User;
import org.bequest.store.NonceStore;

/**
 * Users of HTTP Digest (RFC 7616) with {@code qop=auth}: the password never travels. It protects
 * the request line and not the body, which TLS does here.
 *
 * <p>Each use of a nonce is remembered in the store until the nonce expires, so that no server of
 * the database takes it twice.
 */
public final class Digest implements Authenticator {
  /**
   * @param md5 whether MD5 is offered behind SHA-256
   * @param userhash whether clients are asked for the hash of the user's name
   */
  public record Settings(String realm, boolean md5, boolean userhash, Duration nonceLife) {}

  private final CredentialStore users;
  private final NonceStore uses;
  private final Nonces nonces;
  private final Settings settings;
  private final InstantSource clock;

  /** What nobody's key is: an unknown user costs as much as a wrong password. */
  private final String nobody = RandomCode.oneTimePassword();

  public Digest(CredentialStore users, NonceStore uses, Settings settings, InstantSource clock) {
    this.users = users;
    this.uses = uses;
    this.nonces = new Nonces(uses.key(), settings.nonceLife());
    this.settings = settings;
    this.clock = clock;
  }

  @Override
  public Verdict authenticate(Presented presented) {
    Optional<String> claim = presented.http().authorization().filter(DigestCredentials::claims);
    if (claim.isEmpty()) {
      return Verdict.NOT_MINE;
    }
    return DigestCredentials.parse(claim.get(), presented.http().method())
        .filter(this::offered)
        .map(c -> judge(c, presented))
        .orElseGet(() -> Verdict.unauthenticated("no Digest response that was asked for"));
  }

  @Override
  public Guessing guessing() {
    return Guessing.POSSIBLE;
  }

  @Override
  public Verdict suppose(Supposed who) {
    return who.user().isEmpty()
        ? Verdict.NOT_MINE
        : users
            .user(who.user())
            .filter(u -> !u.digests().isEmpty())
            .map(u -> KnownUser.under(who.label(), u, "digest"))
            .orElse(Verdict.NOT_MINE);
  }

  /** The strongest first; stale when the request came with a nonce that does not count any more. */
  @Override
  public List<String> challenges(Presented presented) {
    Instant now = clock.instant();
    boolean stale =
        credentials(presented)
            .filter(
                c -> nonces.judge(c.exchange().nonce(), now) instanceof Nonces.Judgement.Worthless)
            .isPresent();
    return Arrays.stream(DigestAlgorithm.values())
        .filter(this::offers)
        .map(a -> challenge(a, nonces.make(now), stale))
        .toList();
  }

  private static Optional<DigestCredentials> credentials(Presented presented) {
    return presented
        .http()
        .authorization()
        .filter(DigestCredentials::claims)
        .flatMap(a -> DigestCredentials.parse(a, presented.http().method()));
  }

  private String challenge(DigestAlgorithm algorithm, String nonce, boolean stale) {
    return "Digest realm="
        + AuthScheme.quoted(settings.realm())
        + ", qop=\"auth\", algorithm="
        + algorithm.registeredName()
        + ", nonce=\""
        + nonce
        + "\", charset=UTF-8"
        + (settings.userhash() ? ", userhash=true" : "")
        + (stale ? ", stale=true" : "");
  }

  private boolean offers(DigestAlgorithm algorithm) {
    return algorithm != DigestAlgorithm.MD5 || settings.md5();
  }

  private boolean offered(DigestCredentials credentials) {
    return offers(credentials.exchange().algorithm())
        && credentials.realm().equals(settings.realm())
        && (settings.userhash() || !credentials.hashed());
  }

  private Verdict judge(DigestCredentials credentials, Presented presented) {
    if (!credentials.exchange().uri().equals(presented.http().target())) {
      return new Verdict.Rejected(
          Reason.BAD_REQUEST, "the Digest response was made for another request");
    }
    return switch (nonces.judge(credentials.exchange().nonce(), clock.instant())) {
      case Nonces.Judgement.Worthless() -> new Verdict.Stale("the nonce of Digest has expired");
      case Nonces.Judgement.Fresh(Instant until) -> judge(credentials, presented.label(), until);
    };
  }

  private Verdict judge(DigestCredentials credentials, String label, Instant nonceUntil) {
    Optional<User> user =
        credentials.hashed()
            ? users.userByHash(credentials.user().toLowerCase(Locale.ROOT))
            : users.user(credentials.user());
    String key = user.flatMap(u -> key(u, credentials)).orElse(nobody);
    boolean right = isRight(credentials, key);
    if (user.isEmpty() || !right) {
      return Verdict.unauthenticated("wrong user or password of Digest");
    }
    var use = new NonceStore.Use(credentials.exchange().nonce(), credentials.count(), nonceUntil);
    return uses.use(use, clock.instant())
        ? KnownUser.under(label, user.get(), "digest")
        : new Verdict.Stale("the nonce of Digest was used with this count before");
  }

  private Optional<String> key(User user, DigestCredentials credentials) {
    return user.digests().stream()
        .filter(d -> d.algorithm().equals(credentials.exchange().algorithm().registeredName()))
        .filter(d -> d.realm().equals(settings.realm()))
        .map(CredentialStore.DigestKey::ha1)
        .findFirst();
  }

  private static boolean isRight(DigestCredentials credentials, String key) {
    return MessageDigest.isEqual(
        octets(credentials.exchange().response(key)),
        octets(credentials.response().toLowerCase(Locale.ROOT)));
  }

  private static byte[] octets(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
