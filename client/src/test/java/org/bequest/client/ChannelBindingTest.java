package org.bequest.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
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
import org.bequest.crypto.tls.TlsProvider;
import org.bequest.crypto.tls.TlsProviders;
import org.bequest.formats.pkix.CsrDemands;
import org.bequest.formats.pkix.EstOids;
import org.bequest.formats.pkix.KeyDemand;
import org.bequest.formats.pkix.SubjectNames;
import org.bouncycastle.asn1.x500.X500Name;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** RFC 7030 3.5: the CSR is bound to the connection that carries it. */
class ChannelBindingTest {
  private final TestCa root = TestCa.root("CN=root");
  private final TrustAnchors trust = TrustAnchors.explicit(List.of(root.certificate()));
  private final EnrollRequest.Composed request =
      EnrollRequest.of(
          SubjectNames.of(new X500Name("CN=device-7")),
          PrivateKeySigner.of(KeyAlgorithm.P256.generate()));

  static Stream<Arguments> providersAndVersions() {
    return Stream.concat(Stream.of(TlsProviders.jsse()), TlsProviders.conscrypt().stream())
        .flatMap(tls ->
            Stream.of(
                Arguments.of(tls, "TLSv1.2", ChannelBinding.Kind.TLS_UNIQUE),
                Arguments.of(tls, "TLSv1.3", ChannelBinding.Kind.TLS_EXPORTER)));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("providersAndVersions")
  @Requirement({"R7030-3.5-3", "R7030-3.5-6", "R7030-3.5-9", "R9266-2-1", "R9266-3-1"})
  void bindsTheRequestToItsConnectionWithoutBeingAsked(
      TlsProvider tls, String version, ChannelBinding.Kind kind) {
    try (var server = ScriptedEstServer.start(identity(), this::issue, version);
        var client = EstClient.of(server.address()).trust(trust).tls(tls).build()) {
      client.simpleEnroll(request);
      Received received = server.received().getFirst();
      assertThat(received.binding()).map(ChannelBinding::kind).contains(kind);
      assertThat(received.csr().challengePassword())
          .isEqualTo(received.binding().map(ChannelBinding::base64));
    }
  }

  @Test
  @Requirement({"R9266-4.1-1", "R9266-4.1-2"})
  void usesTheExporterOfAConnectionOnceAndThenClosesIt() {
    try (var server = ScriptedEstServer.start(identity(), this::issue, "TLSv1.3");
        var client = EstClient.of(server.address()).trust(trust).build()) {
      client.simpleEnroll(request);
      client.simpleEnroll(request);
      assertThat(server.received()).extracting(Received::connection).doesNotHaveDuplicates();
      assertThat(server.received())
          .extracting(r -> r.csr().challengePassword().orElseThrow())
          .doesNotHaveDuplicates();
    }
  }

  @Test
  void staysOnTheConnectionWhenTheBindingIsLeftOut() {
    try (var server = ScriptedEstServer.start(identity(), this::issue, "TLSv1.3");
        var client = EstClient.of(server.address()).trust(trust).build()) {
      client.simpleEnroll(request.unlinked());
      client.simpleEnroll(request.unlinked());
      assertThat(server.connections()).isEqualTo(1);
      assertThat(server.received()).allMatch(r -> r.csr().challengePassword().isEmpty());
    }
  }

  @Test
  @Requirement({"R7894-4-4", "R7030-3.5-2"})
  void usesTheNewerAttributeAloneWhenItIsAdvertised() {
    var asked =
        new CsrDemands(
            List.of(),
            new KeyDemand.Any(),
            List.of(),
            java.util.Set.of(EstOids.EST_IDENTITY_LINKING, EstOids.CHALLENGE_PASSWORD));
    try (var server = ScriptedEstServer.start(identity(), this::issue);
        var client = EstClient.of(server.address()).trust(trust).build()) {
      client.simpleEnroll(request.following(asked));
      Received received = server.received().getFirst();
      assertThat(received.csr().challengePassword()).isEmpty();
      assertThat(received.csr().estIdentityLinking())
          .isPresent()
          .isEqualTo(received.binding().map(ChannelBinding::base64));
    }
  }

  @Test
  @Requirement("R7030-4.2.3-10")
  void rebuildsTheRequestWithTheSameKeyForEachNewConnection() {
    try (var server =
            ScriptedEstServer.start(
                identity(), _ -> Reply.of(202, "", "Retry-After: 1").closing(), "TLSv1.2");
        var client = EstClient.of(server.address()).trust(trust).build()) {
      client.simpleEnroll(request);
      client.simpleEnroll(request);
      List<Received> both = server.received();
      assertThat(both.get(0).csr().subjectPublicKeyInfo())
          .isEqualTo(both.get(1).csr().subjectPublicKeyInfo());
      assertThat(both)
          .allMatch(
              r -> r.csr().challengePassword().equals(r.binding().map(ChannelBinding::base64)));
      assertThat(both.get(0).csr().challengePassword())
          .isNotEqualTo(both.get(1).csr().challengePassword());
    }
  }

  @Test
  @Requirement({"R7030-4.2.3-7", "R8295-9-2"})
  void repeatsWhatIsPendingInTheSameOctetsOnTheSameConnection() {
    try (var server =
            ScriptedEstServer.start(
                identity(), _ -> Reply.of(202, "", "Retry-After: 1"), "TLSv1.2");
        var client = EstClient.of(server.address()).trust(trust).build()) {
      client.simpleEnroll(request);
      client.simpleEnroll(request);
      assertThat(server.received()).extracting(Received::connection).containsExactly(1, 1);
      assertThat(server.received().get(1).body()).isEqualTo(server.received().get(0).body());
    }
  }

  @Test
  @Requirement({"R7030-4.2.3-7", "R8295-9-2"})
  void repeatsWhatIsPendingAndNotLinkedInTheSameOctetsOnAnyConnection() {
    try (var server =
            ScriptedEstServer.start(
                identity(), _ -> Reply.of(202, "", "Retry-After: 1").closing(), "TLSv1.3");
        var client = EstClient.of(server.address()).trust(trust).build()) {
      client.simpleEnroll(request.unlinked());
      client.simpleEnroll(request.unlinked());
      assertThat(server.received()).extracting(Received::connection).containsExactly(1, 2);
      assertThat(server.received().get(1).body()).isEqualTo(server.received().get(0).body());
    }
  }

  private org.bequest.crypto.tls.TlsIdentity identity() {
    return root.identity(Leaf.localhost());
  }

  private Reply issue(Received received) {
    return Reply.certificates(
        root.issue(received.csr().subjectPublicKeyInfo(), Leaf.of("CN=device-7")));
  }
}
