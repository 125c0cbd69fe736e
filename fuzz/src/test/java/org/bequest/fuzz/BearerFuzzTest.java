package org.bequest.fuzz;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.bequest.server.auth.Bearer;
import org.bequest.server.auth.Presented;
import org.bequest.server.auth.TokenIssuer;
import org.bequest.server.jwks.KeySet;
import org.junit.jupiter.params.provider.Arguments;

/** Tokens of an issuer, in the header field. */
class BearerFuzzTest {
  private static final Instant NOW = Instant.parse("2026-11-21T00:00:00Z");
  private static final InstantSource CLOCK = InstantSource.fixed(NOW);
  private static final KeyPair KEYS = KnownKeys.ec();
  private static final String KEY_SET =
      new JWKSet(new ECKey.Builder(Curve.P_256, (ECPublicKey) KEYS.getPublic()).keyID("k").build())
          .toString();
  private static final Bearer BEARER =
      new Bearer(
          List.of(
              new TokenIssuer(
                  "issuer",
                  "https://issuer.example",
                  Set.of("est"),
                  Set.of(JWSAlgorithm.ES256),
                  Duration.ofSeconds(30),
                  "sub",
                  Set.of(),
                  new KeySet(() -> KEY_SET, Duration.ofHours(1), CLOCK))),
          CLOCK);

  static Stream<Arguments> seeds() throws JOSEException {
    JWTClaimsSet claims =
        new JWTClaimsSet.Builder()
            .issuer("https://issuer.example")
            .audience("est")
            .subject("device")
            .expirationTime(Date.from(NOW.plusSeconds(60)))
            .build();
    SignedJWT token =
        new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("k").build(), claims);
    token.sign(new ECDSASigner((ECPrivateKey) KEYS.getPrivate()));
    return Seeds.texts("Bearer " + token.serialize(), "Bearer a.b.c", "bearer e30.e30.");
  }

  @Fuzzed
  void isBelievedOrNot(byte[] octets) {
    String field = new String(octets, StandardCharsets.ISO_8859_1);
    BEARER.authenticate(
        new Presented(
            "", new Presented.Http("GET", "/", Optional.of(field)), List.of(), "127.0.0.1"));
  }
}
