package org.bequest.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

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
import org.bequest.crypto.tls.TlsIdentity;
import org.bequest.formats.pkix.EstOids;
import org.bequest.formats.pkix.SubjectNames;
import org.bouncycastle.asn1.x500.X500Name;
import org.junit.jupiter.api.Test;

/** What a client asks, in which order, and of whom. */
class EnrollmentOrderTest {
  private final TestCa root = TestCa.root("CN=root");
  private final TestCa issuing = root.intermediate("CN=issuing");
  private final TrustAnchors trust = TrustAnchors.explicit(List.of(root.certificate()));
  private final EnrollRequest.Composed request =
      EnrollRequest.of(
          SubjectNames.of(new X500Name("CN=device-7")),
          PrivateKeySigner.of(KeyAlgorithm.P256.generate()));

  private ScriptedEstServer start(Function<Received, Reply> script) {
    return ScriptedEstServer.start(root.identity(Leaf.localhost()), script);
  }

  private EstClientBuilder client(ScriptedEstServer server) {
    return EstClient.of(server.address()).trust(trust);
  }

  private Reply answer(Received received) {
    return switch (received.path().substring("/.well-known/est/".length())) {
      case "cacerts" -> Reply.certificates(issuing.certificate(), root.certificate());
      case "csrattrs" -> Reply.of(200, "MAsGCSqGSIb3DQEJBw==");
      default ->
          Reply.certificates(
              issuing.issue(received.csr().subjectPublicKeyInfo(), Leaf.of("CN=device-7")));
    };
  }

  @Test
  @Requirement({"R7030-4.2-2", "R7030-4.5-1", "R7030-3.1-2"})
  void asksForTheAuthoritysCertificatesThenForTheAttributesThenEnrols() {
    try (var server = start(this::answer);
        var client = client(server).build()) {
      EnrollRequest.Composed prepared = client.prepared(request);
      assertThat(prepared.demands().names(EstOids.CHALLENGE_PASSWORD)).isTrue();
      assertThat(client.simpleEnroll(prepared))
          .isInstanceOfSatisfying(
              Enrollment.Issued.class,
              issued -> assertThat(issued.chain()).containsExactly(issuing.certificate()));
      assertThat(server.received())
          .extracting(Received::path)
          .containsExactly(
              "/.well-known/est/cacerts",
              "/.well-known/est/csrattrs",
              "/.well-known/est/simpleenroll");
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @Test
  @Requirement({"R7030-4.2-3", "R7030-3.1-5"})
  void sendsNothingToAServerThatItCannotTellFromAnother() {
    TestCa foreign = TestCa.root("CN=root");
    TlsIdentity device = foreign.identity(Leaf.of("CN=device-7"));
    HttpLogin alice = HttpLogin.basic("alice", "sesame").unasked();
    try (var server = ScriptedEstServer.start(foreign.identity(Leaf.localhost()), this::answer);
        var knowsAnother = client(server).identity(device).login(alice).build();
        var knowsNobody = EstClient.of(server.address()).login(alice).build()) {
      for (EstClient client : List.of(knowsAnother, knowsNobody)) {
        var e = catchThrowableOfType(EstException.class, () -> client.simpleEnroll(request));
        assertThat(e.kind()).isEqualTo(EstException.Kind.TRUST);
      }
      assertThat(server.received()).isEmpty();
    }
  }

  /** A key that only agrees on keys cannot sign in TLS: another certificate stands in for it. */
  @Test
  @Requirement("R7030-3.3.2-4")
  void renewsACertificateUnderAnotherOneOfTheSameNames() {
    Leaf leaf = Leaf.of("CN=device-7");
    var unusable = root.issue(TestCa.keyPair(), leaf);
    TlsIdentity other = root.identity(leaf);
    var renewal =
        EnrollRequest.renewing(unusable, PrivateKeySigner.of(KeyAlgorithm.P256.generate()));
    try (var server =
            start(r -> Reply.certificates(root.issue(r.csr().subjectPublicKeyInfo(), leaf)));
        var client = client(server).identity(other).build()) {
      assertThat(client.simpleReenroll(renewal)).isInstanceOf(Enrollment.Issued.class);
      Received received = server.received().getFirst();
      assertThat(received.clientChain().getFirst()).isEqualTo(other.certificate());
      assertThat(received.csr().subject().toString()).isEqualTo("CN=device-7");
    }
  }

  @Test
  @Requirement("R7030-3.3.2-5")
  void enrolsUnderTheCertificateOfItsManufacturer() {
    TlsIdentity manufactured = TestCa.root("CN=manufacturer").identity(Leaf.of("CN=serial 4711"));
    try (var server = start(this::answer);
        var client = client(server).identity(manufactured).build()) {
      assertThat(client.simpleEnroll(request)).isInstanceOf(Enrollment.Issued.class);
      assertThat(server.received().getFirst().clientChain().getFirst())
          .isEqualTo(manufactured.certificate());
    }
  }

  @Test
  @Requirement("R7030-6-5")
  void warnsOfPasswordsAndUnlinkedRequestsWhereAnyPublicAuthorityCouldStandIn() {
    HttpLogin alice = HttpLogin.basic("alice", "sesame");
    TrustAnchors anyone = trust.withImplicit(List.of(issuing.certificate()));
    try (var server = start(this::answer);
        var careful = client(server).login(alice).build();
        var careless = client(server).trust(anyone).login(alice).build();
        var certified =
            client(server).trust(anyone).identity(root.identity(Leaf.of("CN=x"))).build()) {
      assertThat(careful.cautions(request)).isEmpty();
      assertThat(careful.cautions(request.unlinked())).isEmpty();
      assertThat(careless.cautions(request)).singleElement().asString().contains("password");
      assertThat(careless.cautions(request.unlinked())).hasSize(2);
      assertThat(certified.cautions(request)).isEmpty();
      assertThat(server.received()).isEmpty();
    }
  }
}
