package org.bequest.server.auth;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jwt.JWTClaimsSet;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bequest.server.jwks.KeySet;
import org.jspecify.annotations.Nullable;

/**
 * Somebody whose tokens count, and what must stand in them.
 *
 * @param name short, for identities and messages
 * @param issuer {@code iss}, octet by octet
 * @param audience one of them must stand in {@code aud}
 * @param algorithms asymmetric ones only
 * @param clockSkew how far the issuer's clock may be off
 * @param subjectClaim which claim names the caller
 * @param claims which of them become facts; all that are text when it is empty
 */
public record TokenIssuer(
    String name,
    String issuer,
    Set<String> audience,
    Set<JWSAlgorithm> algorithms,
    Duration clockSkew,
    String subjectClaim,
    Set<String> claims,
    KeySet keys) {
  private static final Set<JWSAlgorithm> ASYMMETRIC =
      Set.of(
          JWSAlgorithm.ES256,
          JWSAlgorithm.ES384,
          JWSAlgorithm.ES512,
          JWSAlgorithm.RS256,
          JWSAlgorithm.RS384,
          JWSAlgorithm.RS512,
          JWSAlgorithm.PS256,
          JWSAlgorithm.PS384,
          JWSAlgorithm.PS512);

  private static final int LONGEST_SUBJECT = 256;

  public TokenIssuer {
    audience = Set.copyOf(audience);
    algorithms = Set.copyOf(algorithms);
    claims = Set.copyOf(claims);
    if (audience.isEmpty() || !ASYMMETRIC.containsAll(algorithms)) {
      throw new IllegalArgumentException("an issuer needs an audience, and asymmetric algorithms");
    }
  }

  /** The algorithm of this name, if it may be used at all. */
  public static Optional<JWSAlgorithm> algorithm(String name) {
    return ASYMMETRIC.stream().filter(a -> a.getName().equals(name)).findFirst();
  }

  /** What is wrong with the claims of a token whose signature is right; empty when nothing is. */
  Optional<String> fault(JWTClaimsSet token, Instant now) {
    if (token.getExpirationTime() == null) {
      return Optional.of("the token has no exp");
    }
    if (!now.isBefore(token.getExpirationTime().toInstant().plus(clockSkew))) {
      return Optional.of("the token has expired");
    }
    if (isAhead(token.getNotBeforeTime(), now) || isAhead(token.getIssueTime(), now)) {
      return Optional.of("the token is not valid yet");
    }
    if (token.getAudience().stream().noneMatch(audience::contains)) {
      return Optional.of("the token is for another audience");
    }
    return subject(token).isEmpty()
        ? Optional.of("the token has no " + subjectClaim + " that could name anybody")
        : Optional.empty();
  }

  private boolean isAhead(@Nullable Date time, Instant now) {
    return time != null && time.toInstant().isAfter(now.plus(clockSkew));
  }

  Optional<String> subject(JWTClaimsSet token) {
    return token.getClaim(subjectClaim) instanceof String subject
            && !subject.isBlank()
            && subject.length() <= LONGEST_SUBJECT
            && subject.chars().noneMatch(Character::isISOControl)
        ? Optional.of(subject)
        : Optional.empty();
  }

  /** Text and lists of text, as {@code token.<claim>}. */
  Facts facts(JWTClaimsSet token) {
    Facts facts = Facts.by("bearer").with("token.issuer", name);
    for (Map.Entry<String, Object> claim : token.getClaims().entrySet()) {
      if (claims.isEmpty() || claims.contains(claim.getKey())) {
        facts = facts.with("token." + claim.getKey(), texts(claim.getValue()));
      }
    }
    return facts;
  }

  private static List<String> texts(Object value) {
    return switch (value) {
      case String text -> List.of(text);
      case List<?> list when list.stream().allMatch(String.class::isInstance) ->
          list.stream().map(String.class::cast).toList();
      default -> List.of();
    };
  }
}
