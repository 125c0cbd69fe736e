package org.bequest.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
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
import org.bequest.formats.pkix.SubjectNames;
import org.bouncycastle.asn1.x500.X500Name;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 7030 3.2.3: challenges, and who gets to see a password. */
class HttpLoginTest {
  private final TestCa root = TestCa.root("CN=root");
  private final TrustAnchors trust = TrustAnchors.explicit(List.of(root.certificate()));
  private final EnrollRequest request =
      EnrollRequest.of(
          SubjectNames.of(new X500Name("CN=device-7")),
          PrivateKeySigner.of(KeyAlgorithm.P256.generate()));
  private final HttpLogin alice = HttpLogin.basic("alice", "sésame");

  @Test
  @Requirement({"R7030-3.2.3-7", "R7030-3.2.3-6", "R7030-3.3.2-9"})
  void repeatsTheSameRequestWithThePasswordOnceItIsChallenged() {
    try (var server = start(this::issueToAlice);
        var client = EstClient.of(server.address()).trust(trust).login(alice).build()) {
      assertThat(client.simpleEnroll(request)).isInstanceOf(Enrollment.Issued.class);
      Received first = server.received().get(0);
      Received second = server.received().get(1);
      assertThat(first.header("authorization")).isEmpty();
      assertThat(second.header("authorization")).contains("Basic " + base64("alice:sésame"));
      assertThat(second.connection()).isEqualTo(first.connection());
      assertThat(second.body()).isEqualTo(first.body());
    }
  }

  @Test
  void linksTheRepeatedRequestToItsOwnConnectionWhenTheServerClosedTheFirst() {
    try (var server =
            start(r ->
                r.header("authorization").isEmpty()
                    ? Reply.challenge("Basic realm=\"est\"").closing()
                    : issueToAlice(r));
        var client = EstClient.of(server.address()).trust(trust).login(alice).build()) {
      assertThat(client.simpleEnroll(request)).isInstanceOf(Enrollment.Issued.class);
      assertThat(server.received()).extracting(Received::connection).containsExactly(1, 2);
      assertThat(server.received())
          .allMatch(r -> r.csr().challengePassword().equals(r.binding().map(b -> b.base64())));
    }
  }

  @Test
  void sendsThePasswordFirstOnlyWhenItIsToldTo() {
    try (var server = start(this::issueToAlice);
        var client = EstClient.of(server.address()).trust(trust).login(alice.unasked()).build()) {
      assertThat(client.simpleEnroll(request)).isInstanceOf(Enrollment.Issued.class);
      assertThat(server.received()).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Negotiate",
        "Digest realm=\"basic \", nonce=\"x\"",
        "Basically realm=\"est\"",
        ""
      })
  @Requirement({"R7030-3.2.3-8", "S-59"})
  void closesTheConnectionWhenItKnowsNoneOfTheSchemes(String challenge) {
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
  void findsItsSchemeAmongSeveral() {
    assertThat(answer(alice, List.of("Digest realm=\"a\", nonce=\"b\", bASIC realm=\"c\"")))
        .isPresent();
    assertThat(answer(alice, List.of("Digest realm=\"a\"", "Basic realm=\"c\""))).isPresent();
    assertThat(answer(alice, List.of("Basic"))).isPresent();
    assertThat(answer(HttpLogin.bearer("abc"), List.of("Basic realm=\"c\""))).isEmpty();
  }

  @Test
  void givesUpWhenThePasswordIsNotAccepted() {
    try (var server = start(_ -> Reply.challenge("Basic realm=\"est\""));
        var client = EstClient.of(server.address()).trust(trust).login(alice).build()) {
      assertThat(client.simpleEnroll(request))
          .isInstanceOfSatisfying(
              Enrollment.Refused.class, r -> assertThat(r.status()).isEqualTo(401));
      assertThat(server.received()).hasSize(2);
    }
  }

  @Test
  @Requirement("R7030-3.2.3-9")
  void allowsAnEmptyUserName() {
    assertThat(HttpLogin.basic("", "code").unasked().withoutChallenge())
        .contains("Basic " + base64(":code"));
  }

  @Test
  @Requirement("S-16")
  void keepsItsSecretOutOfItsText() {
    assertThat(alice.toString()).doesNotContain("alice", "sésame", base64("alice:sésame"));
    assertThat(HttpLogin.bearer("token7").toString()).doesNotContain("token7");
    assertThatThrownBy(() -> HttpLogin.bearer("line\r\nbreak"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Optional<String> answer(HttpLogin login, List<String> challenges) {
    return login.answer(challenges, new HttpLogin.Repeated("POST", "/x"));
  }

  private Reply issueToAlice(Received received) {
    return received.header("authorization").isEmpty()
        ? Reply.challenge("Basic realm=\"est\"")
        : Reply.certificates(
            root.issue(received.csr().subjectPublicKeyInfo(), Leaf.of("CN=device-7")));
  }

  private ScriptedEstServer start(Function<Received, Reply> script) {
    return ScriptedEstServer.start(root.identity(Leaf.localhost()), script);
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
