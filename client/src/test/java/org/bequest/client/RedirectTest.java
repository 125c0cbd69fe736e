package org.bequest.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
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
import org.bequest.crypto.tls.ChannelBinding;
import org.bequest.formats.pkix.SubjectNames;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 7030 3.2.1. */
class RedirectTest {
  private final TestCa root = TestCa.root("CN=root");
  private final TrustAnchors trust = TrustAnchors.explicit(List.of(root.certificate()));
  private final HttpLogin alice = HttpLogin.basic("alice", "secret").unasked();
  private final EnrollRequest request =
      EnrollRequest.of(
          SubjectNames.of(new X500Name("CN=device-7")),
          PrivateKeySigner.of(KeyAlgorithm.P256.generate()));

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 307, 308})
  @Requirement("R7030-3.2.1-2")
  void followsToTheSameOriginSilentlyAndKeepsTheMethod(int status) {
    try (var server =
            start(r ->
                r.path().contains("moved")
                    ? issue(r)
                    : Reply.redirect(status, "/moved/simpleenroll"));
        var client = client(server).build()) {
      assertThat(client.simpleEnroll(request)).isInstanceOf(Enrollment.Issued.class);
      assertThat(server.received()).extracting(Received::method).containsExactly("POST", "POST");
    }
  }

  @Test
  @Requirement({"R7030-3.2.1-3", "S-41"})
  void takesAGetToAnotherOriginWithNewChecksAndWithoutCredentials() {
    try (var other = start(_ -> Reply.certificates(root.certificate()));
        var server = start(_ -> Reply.redirect(307, uri(other, "localhost")));
        var client =
            client(server).login(alice).identity(root.identity(Leaf.of("CN=device"))).build()) {
      assertThat(client.caCerts().roots()).containsExactly(root.certificate());
      assertThat(server.received().getFirst().header("authorization")).isPresent();
      assertThat(server.received().getFirst().clientChain()).isNotEmpty();
      assertThat(other.received().getFirst().header("authorization")).isEmpty();
      assertThat(other.received().getFirst().clientChain()).isEmpty();
    }
  }

  @Test
  @Requirement({"R7030-3.2.1-3", "R7030-3.6.2-1"})
  void refusesAnotherOriginThatItsCertificateDoesNotName() {
    Leaf wrong = Leaf.of("CN=x").dns("other.example").usages(KeyPurposeId.id_kp_serverAuth);
    try (var other =
            ScriptedEstServer.start(
                root.identity(wrong), _ -> Reply.certificates(root.certificate()));
        var server = start(_ -> Reply.redirect(307, uri(other, "localhost")));
        var client = client(server).build()) {
      var e = catchThrowableOfType(EstException.class, client::caCerts);
      assertThat(e.kind()).isEqualTo(EstException.Kind.TRUST);
      assertThat(other.received()).isEmpty();
    }
  }

  @Test
  @Requirement("R7030-3.2.1-4")
  void takesNoEnrollmentToAnotherOriginByItself() {
    try (var other = start(this::issue);
        var server = start(_ -> Reply.redirect(307, uri(other, "localhost")));
        var client = client(server).build()) {
      var e = catchThrowableOfType(EstException.class, () -> client.simpleEnroll(request));
      assertThat(e.kind()).isEqualTo(EstException.Kind.TRUST);
      assertThat(other.connections()).isZero();
    }
  }

  @Test
  @Requirement({"R7030-3.2.1-4", "R7030-3.2.1-5"})
  void takesAnEnrollmentToAConsentedOriginWithThatConnectionsBinding() {
    List<URI> asked = new ArrayList<>();
    try (var other = start(this::issue);
        var server = start(_ -> Reply.redirect(307, uri(other, "localhost")));
        var client = client(server).login(alice).redirectConsent(asked::add).build()) {
      assertThat(client.simpleEnroll(request)).isInstanceOf(Enrollment.Issued.class);
      Received first = server.received().getFirst();
      Received second = other.received().getFirst();
      assertThat(asked).containsExactly(URI.create(uri(other, "localhost")));
      assertThat(second.csr().challengePassword())
          .isEqualTo(second.binding().map(ChannelBinding::base64))
          .isNotEqualTo(first.csr().challengePassword());
      assertThat(second.csr().subjectPublicKeyInfo()).isEqualTo(first.csr().subjectPublicKeyInfo());
      assertThat(second.header("authorization")).isEmpty();
    }
  }

  @Test
  void stopsAfterAFewRedirects() {
    try (var server = start(r -> Reply.redirect(302, r.path() + "x"));
        var client = client(server).build()) {
      var e = catchThrowableOfType(EstException.class, client::caCerts);
      assertThat(e.kind()).isEqualTo(EstException.Kind.PROTOCOL);
      assertThat(server.received()).hasSize(Limits.DEFAULT.redirects() + 1);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost/.well-known/est/cacerts",
        "https://alice@localhost/",
        "ftp://localhost/",
        "https://",
        "%%%",
        "javascript:alert(1)"
      })
  @Requirement({"R7030-3.3-1", "S-59"})
  void refusesTargetsThatAreNotPlainHttps(String location) {
    try (var server = start(_ -> Reply.redirect(302, location));
        var client = client(server).login(alice).build()) {
      var e = catchThrowableOfType(EstException.class, client::caCerts);
      assertThat(e.kind()).isEqualTo(EstException.Kind.PROTOCOL);
      assertThat(server.received()).hasSize(1);
    }
  }

  @Test
  void doesNotTurnAnEnrollmentIntoAGet() {
    try (var server = start(_ -> Reply.redirect(303, "/elsewhere"));
        var client = client(server).build()) {
      var e = catchThrowableOfType(EstException.class, () -> client.simpleEnroll(request));
      assertThat(e.kind()).isEqualTo(EstException.Kind.PROTOCOL);
    }
  }

  private EstClientBuilder client(ScriptedEstServer server) {
    return EstClient.of(server.address()).trust(trust);
  }

  private Reply issue(Received received) {
    return Reply.certificates(
        root.issue(received.csr().subjectPublicKeyInfo(), Leaf.of("CN=device-7")));
  }

  private ScriptedEstServer start(Function<Received, Reply> script) {
    return ScriptedEstServer.start(root.identity(Leaf.localhost()), script);
  }

  private static String uri(ScriptedEstServer server, String host) {
    return "https://" + host + ":" + server.port() + "/.well-known/est/cacerts";
  }
}
