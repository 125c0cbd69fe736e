package org.bequest.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.bequest.client.fixture.Leaf;
import org.bequest.client.fixture.Received;
import org.bequest.client.fixture.Reply;
import org.bequest.client.fixture.ScriptedEstServer;
import org.bequest.client.fixture.TestCa;
import org.bequest.client.trust.TrustAnchors;
import org.bequest.conformance.Requirement;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.crypto.PrivateKeySigner;
import org.bequest.formats.MalformedException;
import org.bequest.formats.http.AuthScheme;
import org.bequest.formats.http.DigestAlgorithm;
import org.bequest.formats.http.DigestExchange;
import org.bequest.formats.pkix.SubjectNames;
import org.bouncycastle.asn1.x500.X500Name;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** HTTP Digest, and the choice between schemes (RFC 7030 3.2.3, RFC 7616). */
class DigestLoginTest {
  private static final String SHA_256 =
      "Digest realm=\"e \\\"st\", qop=\"auth,auth-int\", algorithm=SHA-256, nonce=\"n1\","
          + " opaque=\"o\"";
  private static final String MD5 = "Digest qop=\"auth\", realm=\"estrealm\", nonce=\"n2\"";
  private static final String BASIC = "Basic realm=\"est\"";

  private final TestCa root = TestCa.root("CN=root");
  private final TrustAnchors trust = TrustAnchors.explicit(List.of(root.certificate()));
  private final EnrollRequest request =
      EnrollRequest.of(
          SubjectNames.of(new X500Name("CN=device-7")),
          PrivateKeySigner.of(KeyAlgorithm.P256.generate()));
  private final HttpLogin alice = HttpLogin.password("ali\"ce", "sésame");

  private static Optional<String> answer(HttpLogin login, String... challenges) {
    return login.answer(
        List.of(challenges), new HttpLogin.Repeated("POST", "/.well-known/est/simpleenroll"));
  }

  private static AuthScheme read(String authorization) {
    try {
      return AuthScheme.parse(authorization).getFirst();
    } catch (MalformedException e) {
      throw new AssertionError(e);
    }
  }

  private static String value(AuthScheme scheme, String name) {
    return scheme.parameter(name).orElseThrow();
  }

  @Test
  @Requirement("R7030-3.2.3-5")
  void answersWithTheStrongestThatIsOffered() {
    assertThat(answer(alice, BASIC, MD5, SHA_256).orElseThrow())
        .startsWith("Digest ")
        .contains("algorithm=SHA-256", "nonce=\"n1\"");
    assertThat(answer(alice, MD5, BASIC).orElseThrow()).startsWith("Basic ");
    assertThat(answer(alice.allowingMd5(), BASIC, MD5).orElseThrow())
        .startsWith("Digest ")
        .contains("algorithm=MD5", "nonce=\"n2\"");
    assertThat(answer(alice.allowingMd5(), MD5 + ", " + SHA_256).orElseThrow())
        .contains("algorithm=SHA-256");
    assertThat(answer(HttpLogin.digest("alice", "x"), BASIC)).isEmpty();
    assertThat(answer(HttpLogin.basic("alice", "x"), SHA_256)).isEmpty();
  }

  @Test
  void theAnswerIsThatOfTheRfcAndQuotesWhatItRepeats() {
    AuthScheme sent = read(answer(alice, SHA_256).orElseThrow());
    assertThat(value(sent, "username")).isEqualTo("ali\"ce");
    assertThat(value(sent, "realm")).isEqualTo("e \"st");
    assertThat(value(sent, "opaque")).isEqualTo("o");
    assertThat(value(sent, "qop")).isEqualTo("auth");
    var exchange =
        new DigestExchange(
            DigestAlgorithm.SHA_256,
            "n1",
            value(sent, "nc"),
            value(sent, "cnonce"),
            "POST",
            value(sent, "uri"));
    assertThat(value(sent, "uri")).isEqualTo("/.well-known/est/simpleenroll");
    assertThat(value(sent, "response"))
        .isEqualTo(exchange.response(DigestAlgorithm.SHA_256.ha1("ali\"ce", "e \"st", "sésame")));
  }

  @Test
  void aNameIsHashedOrEncodedWhereItHasToBe() {
    HttpLogin zoe = HttpLogin.password("zoë", "x");
    assertThat(answer(zoe, SHA_256).orElseThrow()).contains("username*=UTF-8''zo%C3%AB");
    assertThat(answer(zoe, SHA_256 + ", userhash=true").orElseThrow())
        .contains(DigestAlgorithm.SHA_256.userHash("zoë", "e \"st"), "userhash=true")
        .doesNotContain("zo%");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Digest",
        "Digest realm=\"x\", qop=\"auth\", algorithm=SHA-256",
        "Digest realm=\"x\", nonce=\"y\", algorithm=SHA-256",
        "Digest realm=\"x\", nonce=\"y\", qop=\"auth-int\", algorithm=SHA-256",
        "Digest realm=\"x\", nonce=\"y\", qop=\"auth\", algorithm=SHA-256-sess",
        "Digest realm=\"x, nonce=\"y\", qop=\"auth\", algorithm=SHA-256",
        "Digest realm=\"x\", realm=\"x\", nonce=\"y\", qop=\"auth\", algorithm=SHA-256"
      })
  @Requirement({"S-59", "R7030-3.2.3-8"})
  void whatCannotBeAnsweredIsNotAndTheConnectionIsClosed(String challenge) {
    try (var server = start(_ -> Reply.challenge(challenge));
        var client = EstClient.of(server.address()).trust(trust).login(alice).build()) {
      assertThat(client.simpleEnroll(request))
          .isInstanceOfSatisfying(
              Enrollment.Refused.class, r -> assertThat(r.isAuthentication()).isTrue());
      client.simpleEnroll(request);
      assertThat(server.received()).extracting(Received::connection).containsExactly(1, 2);
      assertThat(server.received()).allMatch(r -> r.header("authorization").isEmpty());
    }
  }

  @Test
  @Requirement({"R7030-3.2.3-7", "R7030-3.2.3-5"})
  void enrolsAgainAfterOneStaleNonceAndNotAfterTwo() {
    try (var server = start(r -> reply(r, "n2"));
        var client = EstClient.of(server.address()).trust(trust).login(alice).build()) {
      assertThat(client.simpleEnroll(request)).isInstanceOf(Enrollment.Issued.class);
      assertThat(server.received()).hasSize(3);
    }
    try (var server = start(r -> reply(r, "never"));
        var client = EstClient.of(server.address()).trust(trust).login(alice).build()) {
      assertThat(client.simpleEnroll(request)).isInstanceOf(Enrollment.Refused.class);
      assertThat(server.received()).hasSize(3);
    }
  }

  /** Wants another nonce each time, up to the one that counts. */
  private Reply reply(Received received, String counts) {
    Optional<String> authorization = received.header("authorization");
    String nonce = authorization.map(a -> value(read(a), "nonce")).orElse("n0");
    String next = "n" + (Integer.parseInt(nonce.substring(1)) + 1);
    String stale = authorization.isPresent() ? ", stale=true" : "";
    return nonce.equals(counts)
        ? Reply.certificates(
            root.issue(received.csr().subjectPublicKeyInfo(), Leaf.of("CN=device-7")))
        : Reply.challenge(
            "Digest realm=\"e\", qop=\"auth\", algorithm=SHA-256, nonce=\"" + next + "\"" + stale);
  }

  @Test
  @Requirement("R7030-3.2.3-10")
  void answersNobodyWhoIsNotAuthorised() {
    TestCa stranger = TestCa.root("CN=stranger");
    try (var server =
            ScriptedEstServer.start(
                stranger.identity(Leaf.localhost()), _ -> Reply.challenge(SHA_256));
        var client = EstClient.of(server.address()).trust(trust).login(alice).build()) {
      assertThatThrownBy(() -> client.simpleEnroll(request))
          .isInstanceOfSatisfying(
              EstException.class, e -> assertThat(e.kind()).isEqualTo(EstException.Kind.TRUST));
      assertThat(server.received()).isEmpty();
    }
  }

  @Test
  @Requirement("S-16")
  void cannotBeSentUnaskedAndKeepsItsSecretOutOfItsText() {
    assertThatThrownBy(alice::unasked).isInstanceOf(IllegalStateException.class);
    assertThat(alice.toString()).doesNotContain("ali", "sésame");
  }

  private ScriptedEstServer start(Function<Received, Reply> script) {
    return ScriptedEstServer.start(root.identity(Leaf.localhost()), script);
  }
}
