package org.bequest.server.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.proc.JWSVerifierFactory;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.bequest.ca.Requester;
import org.bequest.formats.wire.Reason;

/**
 * Bearer tokens (RFC 6750): signed JWTs (RFC 7519) of configured issuers. What a token says about
 * where its key is ({@code jku}, {@code x5u}, {@code jwk}, {@code x5c}) is never looked at.
 */
public final class Bearer implements Authenticator {
  private static final String SCHEME = "bearer ";
  private static final int LONGEST_TOKEN = 12 * 1024;

  private final Map<String, TokenIssuer> issuers;
  private final InstantSource clock;
  private final JWSVerifierFactory verifiers = new DefaultJWSVerifierFactory();

  public Bearer(List<TokenIssuer> issuers, InstantSource clock) {
    this.issuers =
        issuers.stream().collect(Collectors.toMap(TokenIssuer::issuer, Function.identity()));
    this.clock = clock;
  }

  @Override
  public Verdict authenticate(Presented presented) {
    return token(presented).map(this::judge).orElse(Verdict.NOT_MINE);
  }

  /** Times and audience are for tokens; what is supposed has none. */
  @Override
  public Verdict suppose(Supposed who) {
    if (who.claims().isEmpty()) {
      return Verdict.NOT_MINE;
    }
    try {
      JWTClaimsSet claims = JWTClaimsSet.parse(who.claims());
      TokenIssuer issuer = claims.getIssuer() == null ? null : issuers.get(claims.getIssuer());
      return issuer == null || issuer.subject(claims).isEmpty()
          ? Verdict.unauthenticated("no issuer that counts here, or nobody is named")
          : new Verdict.Accepted(caller(claims, issuer));
    } catch (ParseException e) {
      return Verdict.unauthenticated("no claims of a token");
    }
  }

  /** RFC 6750 3: no error for a request that tried nothing. */
  @Override
  public List<String> challenges(Presented presented) {
    return List.of(
        token(presented).isPresent()
            ? "Bearer realm=\"est\", error=\"invalid_token\""
            : "Bearer realm=\"est\"");
  }

  private static Optional<String> token(Presented presented) {
    return presented
        .http()
        .authorization()
        .filter(a -> a.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
        .map(a -> a.substring(SCHEME.length()).strip());
  }

  private Verdict judge(String token) {
    if (token.length() > LONGEST_TOKEN) {
      return Verdict.unauthenticated("the token is too long");
    }
    try {
      SignedJWT jwt = SignedJWT.parse(token);
      JWTClaimsSet claims = jwt.getJWTClaimsSet();
      TokenIssuer issuer = claims.getIssuer() == null ? null : issuers.get(claims.getIssuer());
      return issuer == null
          ? Verdict.unauthenticated("the token is of no issuer that counts here")
          : judge(jwt, claims, issuer);
    } catch (ParseException | JOSEException e) {
      return Verdict.unauthenticated("not a signed token");
    }
  }

  private Verdict judge(SignedJWT jwt, JWTClaimsSet claims, TokenIssuer issuer)
      throws JOSEException {
    JWSAlgorithm algorithm = jwt.getHeader().getAlgorithm();
    if (!issuer.algorithms().contains(algorithm)) {
      return Verdict.unauthenticated("the token is signed with " + algorithm.getName());
    }
    Optional<List<JWK>> keys = issuer.keys().candidates(jwt.getHeader());
    if (keys.isEmpty()) {
      return new Verdict.Rejected(
          Reason.UNAVAILABLE, "the keys of issuer " + issuer.name() + " cannot be had now");
    }
    // Without kid the key has to be clear from its kind.
    if (keys.get().size() != 1 || !isSigned(jwt, keys.get().getFirst())) {
      return Verdict.unauthenticated("the token is signed by no key of " + issuer.name());
    }
    return issuer
        .fault(claims, clock.instant())
        .map(Verdict::unauthenticated)
        .orElseGet(() -> new Verdict.Accepted(caller(claims, issuer)));
  }

  private boolean isSigned(SignedJWT jwt, JWK key) throws JOSEException {
    if (!(key instanceof AsymmetricJWK asymmetric)) {
      return false;
    }
    JWSVerifier verifier = verifiers.createJWSVerifier(jwt.getHeader(), asymmetric.toPublicKey());
    return jwt.verify(verifier);
  }

  private static Caller caller(JWTClaimsSet claims, TokenIssuer issuer) {
    String subject = issuer.subject(claims).orElse("").replace("&", "%26");
    return new Caller(
        new Requester(
            "token:" + issuer.name() + ":" + subject,
            List.of(),
            Optional.empty(),
            Optional.empty()),
        () -> issuer.facts(claims));
  }
}
