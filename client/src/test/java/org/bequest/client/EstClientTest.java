package org.bequest.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.security.KeyPair;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.bequest.client.fixture.Leaf;
import org.bequest.client.fixture.Received;
import org.bequest.client.fixture.RefusingServer;
import org.bequest.client.fixture.Reply;
import org.bequest.client.fixture.ScriptedEstServer;
import org.bequest.client.fixture.TestCa;
import org.bequest.client.trust.TrustAnchors;
import org.bequest.conformance.Requirement;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.crypto.PrivateKeySigner;
import org.bequest.crypto.tls.TlsIdentity;
import org.bequest.crypto.tls.TlsProvider;
import org.bequest.crypto.tls.TlsProviders;
import org.bequest.formats.pkix.CsrDemands;
import org.bequest.formats.pkix.SubjectNames;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EstClientTest {
  private final TestCa root = TestCa.root("CN=root");
  private final TestCa issuing = root.intermediate("CN=issuing");
  private final TrustAnchors trust = TrustAnchors.explicit(List.of(root.certificate()));
  private final EnrollRequest.Composed request =
      EnrollRequest.of(
          SubjectNames.of(new X500Name("CN=device-7")),
          PrivateKeySigner.of(KeyAlgorithm.P256.generate()));

  static Stream<TlsProvider> providers() {
    return Stream.concat(Stream.of(TlsProviders.jsse()), TlsProviders.conscrypt().stream());
  }

  @Test
  @Requirement({"R7030-3.1-3", "R7030-4.1.2-1"})
  void getsTheCertificatesOfTheAuthorityInAnyOrder() {
    try (var server = start(_ -> Reply.certificates(issuing.certificate(), root.certificate()));
        var client = client(server).build()) {
      var certificates = client.caCerts();
      assertThat(certificates.roots()).containsExactly(root.certificate());
      assertThat(certificates.intermediates()).containsExactly(issuing.certificate());
      assertThat(server.received().getFirst().line())
          .isEqualTo("GET /.well-known/est/cacerts HTTP/1.1");
    }
  }

  @Test
  @Requirement({"R7030-4.2.1-4", "R8951-3-1", "R7030-3.1-1"})
  void sendsTheRequestAsBase64() {
    try (var server = start(this::issue);
        var client = client(server).build()) {
      client.simpleEnroll(request);
      Received received = server.received().getFirst();
      assertThat(received.line()).isEqualTo("POST /.well-known/est/simpleenroll HTTP/1.1");
      assertThat(received.header("content-type")).contains("application/pkcs10");
      assertThat(received.header("content-length")).contains("" + received.body().length);
      assertThat(received.header("transfer-encoding")).isEmpty();
      assertThat(received.text()).matches("([A-Za-z0-9+/=]{1,64}\r\n)+");
    }
  }

  @Test
  void findsItsCertificateByKeyAndNeverByPosition() {
    try (var server =
            start(r ->
                Reply.certificates(
                    issuing.certificate(),
                    root.certificate(),
                    issuing.issue(TestCa.keyPair(), Leaf.of("CN=device-8")),
                    leaf(r)));
        var client = client(server).build()) {
      var issued = (Enrollment.Issued) client.simpleEnroll(request);
      assertThat(issued.certificate().getSubjectX500Principal().getName()).isEqualTo("CN=device-7");
      assertThat(issued.chain()).containsExactly(issuing.certificate());
      assertThat(issued.warnings()).isEmpty();
    }
  }

  @Test
  void fetchesTheIssuersWhenTheCertificateComesAlone() {
    try (var server =
            start(r ->
                r.path().endsWith("cacerts")
                    ? Reply.certificates(issuing.certificate(), root.certificate())
                    : Reply.certificates(leaf(r)));
        var client = client(server).build()) {
      var issued = (Enrollment.Issued) client.simpleEnroll(request);
      assertThat(issued.chain()).containsExactly(issuing.certificate());
      assertThat(server.received())
          .extracting(Received::path)
          .containsExactly("/.well-known/est/simpleenroll", "/.well-known/est/cacerts");
    }
  }

  @Test
  void refusesACertificateForAnotherKey() {
    try (var server = start(_ -> Reply.certificates(issuing.certificate()));
        var client = client(server).build()) {
      var e = catchThrowableOfType(EstException.class, () -> client.simpleEnroll(request));
      assertThat(e.kind()).isEqualTo(EstException.Kind.TRUST);
    }
  }

  @Test
  void refusesACertificateOfAForeignAuthority() {
    TestCa foreign = TestCa.root("CN=root");
    try (var server =
            start(r ->
                r.path().endsWith("cacerts")
                    ? Reply.certificates(root.certificate())
                    : Reply.certificates(
                        foreign.issue(r.csr().subjectPublicKeyInfo(), Leaf.of("CN=device-7"))));
        var client = client(server).build()) {
      var e = catchThrowableOfType(EstException.class, () -> client.simpleEnroll(request));
      assertThat(e.kind()).isEqualTo(EstException.Kind.TRUST);
    }
  }

  @Test
  void warnsOfWhatTheAuthorityChanged() throws java.io.IOException {
    var usage =
        new Extension(
            Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature).getEncoded());
    Leaf other = Leaf.of("CN=device-8").dns("d.example");
    try (var server =
            start(r -> Reply.certificates(root.issue(r.csr().subjectPublicKeyInfo(), other)));
        var client = client(server).build()) {
      var issued = (Enrollment.Issued) client.simpleEnroll(request.withExtensions(List.of(usage)));
      assertThat(issued.warnings())
          .hasSize(3)
          .anyMatch(w -> w.contains("CN=device-8"))
          .anyMatch(w -> w.contains("alternative names"))
          .anyMatch(w -> w.contains(Extension.keyUsage.getId()));
    }
  }

  @Test
  void acceptsWithAWarningWhatIsNotYetValidByItsOwnClock() {
    Leaf future = Leaf.of("CN=device-7").lasting(Duration.ofHours(1), Duration.ofDays(90));
    try (var server =
            start(r -> Reply.certificates(root.issue(r.csr().subjectPublicKeyInfo(), future)));
        var client = client(server).build()) {
      assertThat(client.simpleEnroll(request))
          .isInstanceOfSatisfying(
              Enrollment.Issued.class,
              i -> assertThat(i.warnings()).anyMatch(w -> w.startsWith("it is not valid before")));
    }
  }

  @ParameterizedTest
  @MethodSource("providers")
  @Requirement({"R7030-3.3.2-1", "R7030-3.3.2-3", "R7030-4.2.2-1"})
  void renewsUnderTheCertificateThatItRenews(TlsProvider tls) {
    TlsIdentity device = root.identity(Leaf.of("CN=device-7").dns("device-7.example"));
    var renewal =
        EnrollRequest.renewing(
            device.certificate(), PrivateKeySigner.of(KeyAlgorithm.P256.generate()));
    Leaf leaf = Leaf.of("CN=device-7").dns("device-7.example");
    try (var server =
            start(r -> Reply.certificates(root.issue(r.csr().subjectPublicKeyInfo(), leaf)));
        var client = client(server).identity(device).tls(tls).build()) {
      var issued = (Enrollment.Issued) client.simpleReenroll(renewal);
      Received received = server.received().getFirst();
      assertThat(received.path()).isEqualTo("/.well-known/est/simplereenroll");
      assertThat(received.clientChain().getFirst()).isEqualTo(device.certificate());
      assertThat(received.csr().names().alternatives()).hasSize(1);
      assertThat(received.csr().subject().toString()).isEqualTo("CN=device-7");
      assertThat(issued.warnings()).isEmpty();
    }
  }

  @Test
  void sendsAReadyRequestAsItIs() {
    KeyPair keys = KeyAlgorithm.P256.generate();
    var ready =
        new CsrComposer(EnrollRequest.of(request.names(), PrivateKeySigner.of(keys))).compose("");
    try (var server = start(this::issue);
        var client = client(server).build()) {
      assertThat(client.simpleEnroll(new EnrollRequest.Ready(ready)))
          .isInstanceOf(Enrollment.Issued.class);
      assertThat(server.received().getFirst().csr().encoded()).isEqualTo(ready.encoded());
    }
  }

  @Test
  @Requirement({"R7030-4.2.3-5", "R7030-4.2.3-7"})
  void tellsPendingAndRefusedAsValues() {
    try (var server =
            start(r ->
                r.path().endsWith("simpleenroll")
                    ? Reply.of(202, "", "Retry-After: 120")
                    : Reply.of(403, "not yours", "Content-Type: text/plain"));
        var client = client(server).build()) {
      assertThat(client.simpleEnroll(request))
          .isEqualTo(new Enrollment.Pending(Duration.ofMinutes(2), ""));
      assertThat(client.simpleReenroll(request))
          .isEqualTo(new Enrollment.Refused(403, "not yours", "", Duration.ZERO));
    }
  }

  @Test
  @Requirement({"R7030-3.1-4", "R7030-4.5.2-4"})
  void livesWithoutCsrAttributesAndOnTheSameConnection() {
    try (var server = start(r -> r.path().endsWith("csrattrs") ? Reply.of(404, "no") : issue(r));
        var client = client(server).build()) {
      assertThat(client.csrAttrs()).isEqualTo(CsrDemands.NONE);
      assertThat(client.simpleEnroll(request)).isInstanceOf(Enrollment.Issued.class);
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @Test
  @Requirement({"R8295-4.2-1", "R8295-4.2-2"})
  void keepsOnlyTheRevocationListsOfItsOwnAuthority() {
    TestCa foreign = TestCa.root("CN=root");
    try (var server =
            start(r ->
                r.path().endsWith("crls")
                    ? Reply.crls(root.crl(), foreign.crl(), issuing.crl())
                    : Reply.certificates(issuing.certificate(), root.certificate()));
        var client = client(server).build()) {
      assertThat(client.crls())
          .extracting(c -> c.getIssuerX500Principal().getName())
          .containsExactlyInAnyOrder("CN=root", "CN=issuing");
    }
  }

  @ParameterizedTest
  @MethodSource("providers")
  void saysThatTheServerRefusesItsCertificate(TlsProvider tls) {
    TlsIdentity device = root.identity(Leaf.of("CN=device-7"));
    try (var server = RefusingServer.start(root.identity(Leaf.localhost()));
        var client =
            EstClient.of(server.address())
                .trust(TrustAnchors.explicit(List.of(root.certificate())))
                .identity(device)
                .tls(tls)
                .build()) {
      var e = catchThrowableOfType(EstException.class, client::caCerts);
      assertThat(e.kind()).isEqualTo(EstException.Kind.NOT_AUTHENTICATED);
    }
  }

  private EstClientBuilder client(ScriptedEstServer server) {
    return EstClient.of(server.address()).trust(trust);
  }

  private Reply issue(Received received) {
    return Reply.certificates(
        root.issue(received.csr().subjectPublicKeyInfo(), Leaf.of("CN=device-7")));
  }

  private java.security.cert.X509Certificate leaf(Received received) {
    return issuing.issue(received.csr().subjectPublicKeyInfo(), Leaf.of("CN=device-7"));
  }

  private ScriptedEstServer start(Function<Received, Reply> script) {
    return ScriptedEstServer.start(root.identity(Leaf.localhost()), script);
  }
}
