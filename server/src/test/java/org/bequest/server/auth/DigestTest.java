package org.bequest.server.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.bequest.conformance.Requirement;
import org.bequest.formats.http.AuthScheme;
import org.bequest.formats.http.DigestAlgorithm;
import org.bequest.server.config.Configuration;
import org.bequest.server.support.ConfiguredEst;
import org.bequest.server.support.DigestAnswer;
import org.bequest.server.support.HttpReply;
import org.bequest.server.support.SteppingClock;
import org.bequest.store.AuditEntry;
import org.bequest.store.CredentialStore.User;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** HTTP Digest from the configuration to the wire (RFC 7616). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DigestTest {
  private final SteppingClock clock = new SteppingClock();
  private ConfiguredEst est;

  @BeforeAll
  void start(@TempDir Path folder) {
    est =
        ConfiguredEst.start(
            folder,
            clock,
            "authenticators: [basic, digest]",
            """
            digest:
              realm: plant 7
              md5: true
              nonce-life: 2m
            limits:
              lock-out:
                enabled: false
            """);
    est.user("alice", "correct horse");
    est.user("zoë", "käse");
  }

  @AfterAll
  void stop() {
    est.close();
  }

  private DigestAnswer alice(DigestAlgorithm algorithm) {
    return DigestAnswer.to(est.enroll("device-1"), algorithm, "alice", "correct horse");
  }

  private HttpReply send(DigestAnswer answer) {
    return est.enroll("device-1", answer.header());
  }

  @Test
  @Requirement({"R7030-3.2.3-6", "R7030-3.2.3-1"})
  void theStrongestChallengeComesFirstAndBasicLast() {
    HttpReply challenged = est.enroll("device-1");
    assertThat(challenged.status()).isEqualTo(401);
    assertThat(challenged.body()).isEmpty();
    List<String> challenges = challenged.headers("WWW-Authenticate");
    assertThat(challenges).hasSize(3);
    assertThat(challenges.get(0))
        .startsWith("Digest realm=\"plant 7\", qop=\"auth\", algorithm=SHA-256, nonce=\"")
        .doesNotContain("stale");
    assertThat(challenges.get(1)).contains("algorithm=MD5");
    assertThat(challenges.get(2)).startsWith("Basic ");
  }

  @Test
  void aRightResponseEnrolsWithEitherHash() {
    assertThat(send(alice(DigestAlgorithm.SHA_256)).status()).isEqualTo(200);
    assertThat(est.lastIdentity()).isEqualTo("user:alice");
    assertThat(send(alice(DigestAlgorithm.MD5)).status()).isEqualTo(200);
  }

  @Test
  void aNameOutsideOfAsciiComesInTheExtendedNotation() {
    DigestAnswer answer =
        DigestAnswer.to(est.enroll("device-1"), DigestAlgorithm.SHA_256, "zoë", "käse");
    assertThat(est.enroll("device-1", answer.header("username*=UTF-8''zo%C3%AB")).status())
        .isEqualTo(200);
    assertThat(est.lastIdentity()).isEqualTo("user:zoë");
  }

  @Test
  @Requirement("S-16")
  void aWrongPasswordAndAnUnknownUserGetTheSameAnswer() {
    HttpReply challenged = est.enroll("device-1");
    HttpReply wrong =
        send(DigestAnswer.to(challenged, DigestAlgorithm.SHA_256, "alice", "wrong horse"));
    HttpReply unknown =
        send(DigestAnswer.to(challenged, DigestAlgorithm.SHA_256, "nobody", "wrong horse"));
    for (HttpReply reply : List.of(wrong, unknown)) {
      assertThat(reply.status()).isEqualTo(401);
      assertThat(reply.body()).isEmpty();
      assertThat(reply.headers("WWW-Authenticate")).hasSize(3).noneMatch(c -> c.contains("stale"));
    }
  }

  @Test
  void aUserWhoWasNotMadeForDigestHasNoKeyForIt() {
    est.store()
        .credentials()
        .putUser(
            new User("bob", "$argon2id$x", "", List.of()),
            new AuditEntry(clock.instant(), "test", "operator:test", "bob", "ok", Map.of()));
    DigestAnswer answer =
        DigestAnswer.to(est.enroll("device-1"), DigestAlgorithm.SHA_256, "bob", "anything");
    assertThat(send(answer).status()).isEqualTo(401);
  }

  @Test
  void anExpiredNonceIsStaleAndAFreshOneThenCounts() {
    DigestAnswer late = alice(DigestAlgorithm.SHA_256);
    clock.step(Duration.ofMinutes(3));
    HttpReply stale = send(late);
    assertThat(stale.status()).isEqualTo(401);
    AuthScheme challenge = DigestAnswer.challenge(stale, DigestAlgorithm.SHA_256);
    assertThat(challenge.parameter("stale")).contains("true");
    assertThat(send(late.withNonce(challenge.parameter("nonce").orElseThrow())).status())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "!!", "===="})
  void aNonceThatWasNotMadeHereIsWorthNothing(String nonce) {
    assertThat(send(alice(DigestAlgorithm.SHA_256).withNonce(nonce)).status()).isEqualTo(401);
  }

  @Test
  void aChangedNonceIsWorthNothing() {
    DigestAnswer answer = alice(DigestAlgorithm.SHA_256);
    String nonce = answer.nonce();
    String changed = (nonce.charAt(0) == 'A' ? "B" : "A") + nonce.substring(1);
    assertThat(send(answer.withNonce(changed)).status()).isEqualTo(401);
  }

  @Test
  void aRequestThatIsReplayedIsRefusedAndTheNextCountIsNot() {
    DigestAnswer answer = alice(DigestAlgorithm.SHA_256);
    assertThat(send(answer).status()).isEqualTo(200);
    assertThat(send(answer).status()).isEqualTo(401);
    assertThat(send(answer.counting("00000002")).status()).isEqualTo(200);
  }

  @Test
  void aHundredReplaysAtOnceAreOneRequest() {
    DigestAnswer answer = alice(DigestAlgorithm.SHA_256);
    try (ExecutorService threads = Executors.newFixedThreadPool(20)) {
      List<CompletableFuture<Integer>> replies =
          IntStream.range(0, 100)
              .mapToObj(_ -> CompletableFuture.supplyAsync(() -> send(answer).status(), threads))
              .toList();
      assertThat(replies.stream().map(CompletableFuture::join).filter(s -> s == 200)).hasSize(1);
    }
  }

  /** Two servers of one database: each has its own objects, and nothing in common but the store. */
  @Test
  void noServerOfADatabaseTakesWhatAnotherHasTaken() {
    DigestAnswer answer = alice(DigestAlgorithm.SHA_256);
    var settings = new Digest.Settings("plant 7", true, false, Duration.ofMinutes(2));
    var other = new Digest(est.store().credentials(), est.store().nonces(), settings, clock);
    var presented =
        new Presented(
            "",
            new Presented.Http(
                "POST",
                ConfiguredEst.ENROLL,
                Optional.of(answer.header().substring("Authorization: ".length()))),
            List.of(),
            "127.0.0.1");
    assertThat(other.authenticate(presented)).isInstanceOf(Verdict.Accepted.class);
    assertThat(send(answer).status()).isEqualTo(401);
  }

  @Test
  void aResponseForAnotherRequestIsRefused() {
    DigestAnswer answer = alice(DigestAlgorithm.SHA_256);
    assertThat(send(answer.forRequest("GET", ConfiguredEst.ENROLL)).status()).isEqualTo(401);
    assertThat(send(answer.forRequest("POST", ConfiguredEst.REENROLL)).status()).isEqualTo(400);
    assertThat(send(answer.forRequest("POST", ConfiguredEst.ENROLL + "?x")).status())
        .isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Digest",
        "Digest ",
        "Digest username=\"alice\"",
        "Digest username=\"alice",
        "Digest username=\"alice\", username=\"bob\", realm=\"plant 7\"",
        "Digest \"\"\"\", ,,,=,",
        "Digest dXNlcjpwYXNz",
        "digest realm=\"plant 7\\\"\", nonce=x"
      })
  @Requirement("S-59")
  void aMalformedHeaderDoesNoHarm(String header) {
    assertThat(est.enroll("device-1", "Authorization: " + header).status()).isEqualTo(401);
  }

  @Test
  void whatIsNotConfiguredIsNotOffered(@TempDir Path folder) {
    try (var strict = ConfiguredEst.start(folder, clock, "authenticators: [digest]", "")) {
      strict.user("alice", "correct horse");
      HttpReply challenged = strict.enroll("device-1");
      assertThat(challenged.headers("WWW-Authenticate")).hasSize(1);
      DigestAnswer strong =
          DigestAnswer.to(challenged, DigestAlgorithm.SHA_256, "alice", "correct horse");
      DigestAnswer weak =
          new DigestAnswer(
              DigestAlgorithm.MD5,
              strong.realm(),
              strong.nonce(),
              strong.count(),
              strong.method(),
              strong.uri(),
              strong.user(),
              strong.password());
      assertThat(strict.enroll("device-1", weak.header()).status()).isEqualTo(401);
      String hashed =
          "username=\""
              + DigestAlgorithm.SHA_256.userHash("alice", strong.realm())
              + "\", userhash=true";
      assertThat(strict.enroll("device-1", strong.header(hashed)).status()).isEqualTo(401);
      assertThat(strict.enroll("device-1", strong.header()).status()).isEqualTo(200);
    }
  }

  @Test
  void theNameComesHashedWhereThatIsAskedFor(@TempDir Path folder) {
    try (var hashing =
        ConfiguredEst.start(
            folder, clock, "authenticators: [digest]", "digest:\n  userhash: true\n")) {
      hashing.user("alice", "correct horse");
      DigestAnswer answer =
          DigestAnswer.to(
              hashing.enroll("device-1"), DigestAlgorithm.SHA_256, "alice", "correct horse");
      String hashed =
          "username=\""
              + DigestAlgorithm.SHA_256.userHash("alice", answer.realm())
              + "\", userhash=true";
      assertThat(hashing.enroll("device-1", answer.header(hashed)).status()).isEqualTo(200);
      assertThat(hashing.lastIdentity()).isEqualTo("user:alice");
    }
  }

  @Test
  void aRealmThatCouldNotBeQuotedIsAFaultOfTheConfiguration(@TempDir Path folder) {
    Path file =
        ConfiguredEst.written(
            folder, "authenticators: [digest]", "digest:\n  realm: \"\\u00e9\"\n");
    assertThat(Configuration.load(file))
        .isInstanceOfSatisfying(
            Configuration.Result.Invalid.class,
            i -> assertThat(i.text()).contains("digest.realm", "not printable ASCII"));
  }
}
