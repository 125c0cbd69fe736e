package org.bequest.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.bequest.client.fixture.Leaf;
import org.bequest.client.fixture.Received;
import org.bequest.client.fixture.Reply;
import org.bequest.client.fixture.ScriptedEstServer;
import org.bequest.client.fixture.TestCa;
import org.bequest.client.trust.Fingerprint;
import org.bequest.conformance.Requirement;
import org.junit.jupiter.api.Test;

/** RFC 7030 4.1.1: the first contact, with a fingerprint and nothing else. */
class BootstrapTest {
  private final TestCa root = TestCa.root("CN=root");
  private final TestCa issuing = root.intermediate("CN=issuing");
  private final Fingerprint fingerprint = Fingerprint.of(root.certificate());

  @Test
  @Requirement({"R7030-4.1.1-1", "R7030-4.1.1-2", "R7030-4.1.1-5", "R7030-3.1-7", "R7030-3.1-3"})
  void comesToTrustTheApprovedRootOverASecondConnection() {
    try (var server = start(_ -> bag())) {
      var certificates = EstClient.of(server.address()).bootstrap(fingerprint);
      assertThat(certificates.roots()).containsExactly(root.certificate());
      assertThat(certificates.intermediates()).containsExactly(issuing.certificate());
      assertThat(server.received())
          .extracting(Received::path)
          .containsOnly("/.well-known/est/cacerts");
      assertThat(server.received()).extracting(Received::connection).containsExactly(1, 2);
    }
  }

  @Test
  @Requirement({"R7030-3.1-7", "R7030-4.1.1-5"})
  void goesNoFurtherWhenTheFingerprintIsAnother() {
    Fingerprint other = Fingerprint.of(TestCa.root("CN=root").certificate());
    try (var server = start(_ -> bag())) {
      var builder = EstClient.of(server.address());
      var e = catchThrowableOfType(EstException.class, () -> builder.bootstrap(other));
      assertThat(e.kind()).isEqualTo(EstException.Kind.TRUST);
      assertThat(e).hasMessageContaining(fingerprint.toString());
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @Test
  void refusesTheFingerprintOfAnIntermediate() {
    try (var server = start(_ -> bag())) {
      var builder = EstClient.of(server.address());
      var e =
          catchThrowableOfType(
              EstException.class, () -> builder.bootstrap(Fingerprint.of(issuing.certificate())));
      assertThat(e.kind()).isEqualTo(EstException.Kind.TRUST);
    }
  }

  @Test
  @Requirement({"R7030-4.1.1-4", "R7030-3.2.3-10"})
  void answersNoChallengeAndShowsNoCertificateBeforeTheRootIsApproved() {
    var device = root.identity(Leaf.of("CN=device-7"));
    try (var server = start(_ -> Reply.challenge("Basic realm=\"est\""))) {
      var builder =
          EstClient.of(server.address())
              .login(HttpLogin.basic("alice", "secret").unasked())
              .identity(device);
      var e = catchThrowableOfType(EstException.class, () -> builder.bootstrap(fingerprint));
      assertThat(e.kind()).isEqualTo(EstException.Kind.NOT_AUTHENTICATED);
      assertThat(server.received()).hasSize(1);
      assertThat(server.received().getFirst().header("authorization")).isEmpty();
      assertThat(server.received().getFirst().clientChain()).isEmpty();
    }
  }

  @Test
  void followsNoRedirectBeforeTheRootIsApproved() {
    try (var server = start(_ -> Reply.redirect(307, "/.well-known/est/label/cacerts"))) {
      var builder = EstClient.of(server.address());
      var e = catchThrowableOfType(EstException.class, () -> builder.bootstrap(fingerprint));
      assertThat(e.status()).isEqualTo(307);
      assertThat(server.received()).hasSize(1);
    }
  }

  @Test
  @Requirement("R7030-4.1.3-7")
  void asksAboutTheNewestRootDuringARollover() {
    TestCa newer = TestCa.root("CN=root", Duration.ofDays(7300));
    X509Certificate newWithOld = root.issue(newer.keys(), Leaf.of("CN=root").asAuthority());
    var asked = new AtomicReference<X509Certificate>();
    try (var server =
        ScriptedEstServer.start(
            newer.identity(Leaf.localhost()),
            _ -> Reply.certificates(root.certificate(), newWithOld, newer.certificate()))) {
      var certificates =
          EstClient.of(server.address())
              .bootstrap(candidate -> {
                asked.set(candidate);
                return true;
              });
      assertThat(asked.get()).isEqualTo(newer.certificate());
      assertThat(certificates.newestRoot()).contains(newer.certificate());
    }
  }

  @Test
  @Requirement({"R7030-4.1.3-8", "R5272-4.1-1"})
  void usesNothingElseOfTheBagThatTheApprovedRootDoesNotVouchFor() {
    TestCa foreign = TestCa.root("CN=foreign", Duration.ofDays(30));
    TestCa foreignIssuing = foreign.intermediate("CN=foreign issuing");
    try (var server =
        ScriptedEstServer.start(
            foreignIssuing.identity(Leaf.localhost()),
            _ ->
                Reply.certificates(
                    foreign.certificate(), foreignIssuing.certificate(), root.certificate()))) {
      var builder = EstClient.of(server.address());
      var e = catchThrowableOfType(EstException.class, () -> builder.bootstrap(fingerprint));
      assertThat(e.kind()).isEqualTo(EstException.Kind.TRUST);
      assertThat(server.received()).hasSize(1);
    }
  }

  @Test
  void refusesABagWithoutARoot() {
    try (var server = start(_ -> Reply.certificates(issuing.certificate()))) {
      var builder = EstClient.of(server.address());
      var e = catchThrowableOfType(EstException.class, () -> builder.bootstrap(_ -> true));
      assertThat(e.kind()).isEqualTo(EstException.Kind.TRUST);
    }
  }

  private ScriptedEstServer start(Function<Received, Reply> script) {
    return ScriptedEstServer.start(issuing.identity(Leaf.localhost()), script);
  }

  private Reply bag() {
    return Reply.certificates(List.of(issuing.certificate(), root.certificate()));
  }
}
