package org.bequest.server.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.bequest.conformance.Requirement;
import org.bequest.server.config.Configuration;
import org.bequest.server.jwks.KeySet;
import org.bequest.server.support.ConfiguredEst;
import org.bequest.server.support.HttpReply;
import org.bequest.server.support.SteppingClock;
import org.bequest.server.support.TokenMaker;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bearer tokens from the configuration to the wire (RFC 6750, RFC 7519). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BearerTest {
  private static final String SETTINGS =
      """
      tokens:
        cloud:
          issuer: https://issuer.example
          audience: [est, other-est]
          jwks: file:../keys.json
          clock-skew: 30s
      """;

  /** Names come from the label's rules, which see the claims. */
  private static final String LABEL =
      """
      authenticators: [bearer, basic]
          names:
            grants: ["CN=${token.sub}"]\
      """;

  private final SteppingClock clock = new SteppingClock();
  private final TokenMaker maker = new TokenMaker("k1");
  private Path folder;
  private ConfiguredEst est;

  @BeforeAll
  void start(@TempDir Path shared) throws IOException {
    folder = shared;
    Files.writeString(folder.resolve("keys.json"), TokenMaker.keySet(maker));
    est = ConfiguredEst.start(folder, clock, LABEL, SETTINGS);
  }

  @AfterAll
  void stop() {
    est.close();
  }

  private JWTClaimsSet.Builder claims() {
    return TokenMaker.claims(clock.instant(), "device-1");
  }

  private HttpReply send(String token) {
    return est.enroll("device-1", "Authorization: Bearer " + token);
  }

  private Date fromNow(long seconds) {
    return Date.from(clock.instant().plusSeconds(seconds));
  }

  @Test
  void aTokenEnrolsUnderTheNamesThatTheRulesMakeOfIt() {
    assertThat(send(maker.token(claims().build())).status()).isEqualTo(200);
    assertThat(est.lastIdentity()).isEqualTo("token:cloud:device-1");
    HttpReply other =
        est.enroll("device-2", "Authorization: bearer " + maker.token(claims().build()));
    assertThat(other.status()).isEqualTo(400);
  }

  @Test
  void theChallengeComesLastAndTellsAnErrorOnlyWhenThereWasAToken() {
    List<String> first = est.enroll("device-1").headers("WWW-Authenticate");
    assertThat(first.getFirst()).startsWith("Basic ");
    assertThat(first.getLast()).isEqualTo("Bearer realm=\"est\"");
    assertThat(send("abc").headers("WWW-Authenticate").getLast())
        .isEqualTo("Bearer realm=\"est\", error=\"invalid_token\"");
  }

  @Test
  void timeAudienceIssuerAndSubjectAreHeldTo() {
    for (JWTClaimsSet wrong :
        List.of(
            claims().expirationTime(null).build(),
            claims().expirationTime(fromNow(-31)).build(),
            claims().notBeforeTime(fromNow(31)).build(),
            claims().issueTime(fromNow(31)).build(),
            claims().audience("somebody").build(),
            claims().audience((String) null).build(),
            claims().issuer("https://issuer.example/").build(),
            claims().issuer(null).build(),
            claims().subject(null).build(),
            claims().subject("a\nb").build())) {
      assertThat(send(maker.token(wrong)).status()).as("%s", wrong).isEqualTo(401);
    }
    for (JWTClaimsSet right :
        List.of(
            claims().expirationTime(fromNow(-29)).build(),
            claims().notBeforeTime(fromNow(29)).build(),
            claims().audience(List.of("x", "other-est")).build())) {
      assertThat(send(maker.token(right)).status()).as("%s", right).isEqualTo(200);
    }
  }

  @Test
  void onlySignaturesOfTheIssuersKeysCount() throws Exception {
    JWTClaimsSet good = claims().build();
    assertThat(send(new PlainJWT(good).serialize()).status()).isEqualTo(401);
    // The classic: the public key taken for the secret of an HMAC.
    var confused =
        new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("k1").build(), good);
    confused.sign(new MACSigner(maker.key().toPublicJWK().toJSONString().getBytes(UTF_8)));
    assertThat(send(confused.serialize()).status()).isEqualTo(401);
    var stranger = new TokenMaker("k1");
    assertThat(send(stranger.token(good)).status()).isEqualTo(401);
    assertThat(send(stranger.token(good, h -> h.jwk(stranger.key().toPublicJWK()))).status())
        .isEqualTo(401);
    assertThat(
            send(stranger.token(good, h -> h.jwkURL(URI.create("https://127.0.0.1:1/keys"))))
                .status())
        .isEqualTo(401);
    String right = maker.token(good);
    String changed = right.substring(0, right.length() - 4) + "AAAA";
    assertThat(send(changed).status()).isEqualTo(401);
    assertThat(send(maker.token(good, h -> h.criticalParams(Set.of("exp")))).status())
        .isEqualTo(401);
  }

  @Test
  void aTokenWithoutKidCountsWhileThereIsOneKeyOnly() {
    assertThat(send(maker.token(claims().build(), h -> h.keyID(null))).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a.b", "a.b.c", "....", "eyJhbGciOiJub25lIn0.e30.", "\u00e9\u00e9"})
  @Requirement("S-59")
  void whatIsNoTokenDoesNoHarm(String token) {
    assertThat(send(token).status()).isEqualTo(401);
    assertThat(send("x".repeat(13_000)).status()).isEqualTo(401);
  }

  @Test
  @Requirement("S-16")
  void theTokenIsInNoAudit() {
    String token = maker.token(claims().build());
    assertThat(send(token).status()).isEqualTo(200);
    assertThat(est.store().audit().after(0, 10_000).toString())
        .doesNotContain(token.substring(token.lastIndexOf('.')));
  }

  @Test
  void claimsThatAreTextBecomeFactsAndNoOthers() {
    var issuer =
        new TokenIssuer(
            "cloud",
            TokenMaker.ISSUER,
            Set.of("est"),
            Set.of(JWSAlgorithm.ES256),
            Duration.ZERO,
            "sub",
            Set.of(),
            new KeySet(() -> TokenMaker.keySet(maker), Duration.ofHours(1), clock));
    Facts facts =
        issuer.facts(
            claims().claim("groups", List.of("a", "b")).claim("n", 7).claim("site", "x").build());
    assertThat(facts.of("token.groups")).containsExactly("a", "b");
    assertThat(facts.of("token.site")).containsExactly("x");
    assertThat(facts.of("token.n")).isEmpty();
    assertThat(facts.of(Facts.AUTHENTICATOR)).containsExactly("bearer");
  }

  @Test
  void aKeyThatIsNewIsFoundWithoutARestart(@TempDir Path other) throws IOException {
    var next = new TokenMaker("k2");
    Files.writeString(other.resolve("keys.json"), TokenMaker.keySet(maker));
    try (var rotating = ConfiguredEst.start(other, clock, LABEL, SETTINGS)) {
      String token = "Authorization: Bearer " + next.token(claims().build());
      assertThat(rotating.enroll("device-1", token).status()).isEqualTo(401);
      Files.writeString(other.resolve("keys.json"), TokenMaker.keySet(maker, next));
      clock.step(Duration.ofSeconds(31));
      assertThat(rotating.enroll("device-1", token).status()).isEqualTo(200);
      String nameless = maker.token(claims().build(), h -> h.keyID(null));
      assertThat(rotating.enroll("device-1", "Authorization: Bearer " + nameless).status())
          .isEqualTo(401);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "HS256", "ES256K", "es256"})
  void onlyAsymmetricAlgorithmsCanBeConfigured(String algorithm, @TempDir Path other) {
    Path file =
        ConfiguredEst.written(
            other, "authenticators: [bearer]", SETTINGS + "    algorithms: [" + algorithm + "]\n");
    assertThat(Configuration.load(file))
        .isInstanceOfSatisfying(
            Configuration.Result.Invalid.class,
            i -> assertThat(i.text()).contains("tokens.cloud.algorithms", algorithm));
  }

  @Test
  void keysComeOverHttpsOnlyAndAnAudienceIsNeeded(@TempDir Path other) {
    String text = SETTINGS.replace("file:../keys.json", "http://issuer.example/keys");
    Path file =
        ConfiguredEst.written(
            other, "authenticators: [bearer]", text.replaceFirst("    audience.*\n", ""));
    assertThat(Configuration.load(file))
        .isInstanceOfSatisfying(
            Configuration.Result.Invalid.class,
            i -> assertThat(i.text()).contains("tokens.cloud.jwks", "https"));
  }
}
