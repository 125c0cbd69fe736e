package org.bequest.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.bequest.client.fixture.Leaf;
import org.bequest.client.fixture.Reply;
import org.bequest.client.fixture.ScriptedEstServer;
import org.bequest.client.fixture.TestCa;
import org.bequest.client.trust.TrustAnchors;
import org.bequest.conformance.Requirement;
import org.bequest.crypto.tls.TlsIdentity;
import org.bequest.crypto.tls.TlsProvider;
import org.bequest.crypto.tls.TlsProviders;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** RFC 7030 3.3.1 and 3.6: whom the client talks to. */
class ServerAuthorizationTest {
  private static final KeyPurposeId CMC_RA =
      KeyPurposeId.getInstance(org.bequest.formats.pkix.EstOids.CMC_RA);

  private final TestCa root = TestCa.root("CN=root");
  private final TrustAnchors explicit = TrustAnchors.explicit(List.of(root.certificate()));
  private final TrustAnchors implicit =
      TrustAnchors.none().withImplicit(List.of(root.certificate()));
  private final Leaf otherName =
      Leaf.of("CN=localhost").dns("other.example").usages(KeyPurposeId.id_kp_serverAuth);
  private final Leaf otherNameRa = otherName.usages(KeyPurposeId.id_kp_serverAuth, CMC_RA);

  static Stream<TlsProvider> providers() {
    return Stream.concat(Stream.of(TlsProviders.jsse()), TlsProviders.conscrypt().stream());
  }

  @ParameterizedTest
  @MethodSource("providers")
  @Requirement({"R7030-3.3-4", "R7030-3.6-1", "R7030-3.3.1-2", "R7030-4.1.2-4"})
  void refusesAServerOfAnUnknownAuthorityBeforeAnyRequest(TlsProvider tls) {
    try (var server = start(TestCa.root("CN=root").identity(Leaf.localhost()));
        var client = EstClient.of(server.address()).trust(explicit).tls(tls).build()) {
      var e = catchThrowableOfType(EstException.class, client::caCerts);
      assertThat(e.kind()).isEqualTo(EstException.Kind.TRUST);
      assertThat(server.received()).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("providers")
  @Requirement({"R7030-3.6.1-1", "S-58"})
  void refusesAnotherNameUnderAnExplicitAnchor(TlsProvider tls) {
    assertThat(kind(root.identity(otherName), explicit, tls)).isEqualTo(EstException.Kind.TRUST);
  }

  @ParameterizedTest
  @MethodSource("providers")
  @Requirement({"R7030-3.6.1-1", "R7030-3.3.1-4", "R7030-3.3.1-5"})
  void acceptsARegistrationAuthorityOfAnotherNameUnderAnExplicitAnchor(TlsProvider tls) {
    try (var server = start(root.identity(otherNameRa));
        var client = EstClient.of(server.address()).trust(explicit).tls(tls).build()) {
      assertThat(client.caCerts().roots()).containsExactly(root.certificate());
    }
  }

  @Test
  @Requirement({"R7030-3.6.2-1", "R7030-3.3.1-4"})
  void refusesARegistrationAuthorityOfAnotherNameUnderAnImplicitAnchor() {
    assertThat(kind(root.identity(otherNameRa), implicit, TlsProviders.standard()))
        .isEqualTo(EstException.Kind.TRUST);
  }

  @Test
  void acceptsTheRightNameUnderAnImplicitAnchor() {
    try (var server = start(root.identity(Leaf.localhost()));
        var client = EstClient.of(server.address()).trust(implicit).build()) {
      assertThat(client.caCerts().roots()).containsExactly(root.certificate());
    }
  }

  @Test
  @Requirement({"R7030-3.1-8", "R7030-4.1.3-10"})
  void refusesAnImplicitAnchorOnceThatDatabaseIsOff() {
    assertThat(
            kind(
                root.identity(Leaf.localhost()),
                implicit.withoutImplicit(),
                TlsProviders.standard()))
        .isEqualTo(EstException.Kind.TRUST);
  }

  @Test
  @Requirement({
    "R7030-4.1.3-9",
    "R7030-4.1.3-10",
    "R7030-4.1.3-11",
    "R7030-4.1.3-12",
    "R7030-3.3.1-4"
  })
  void namesItsNewAnchorsToAServerThatAnImplicitAnchorAuthorised() {
    TestCa web = TestCa.root("CN=web");
    TrustAnchors first = TrustAnchors.none().withImplicit(List.of(web.certificate()));
    try (var server =
        ScriptedEstServer.start(
            List.of(web.identity(Leaf.localhost()), root.identity(Leaf.localhost())),
            _ -> Reply.certificates(root.certificate()))) {
      TrustAnchors stored;
      try (var client = EstClient.of(server.address()).trust(first).build()) {
        stored = client.refreshAnchors().anchors();
      }
      assertThat(stored.explicit()).containsExactly(root.certificate());
      assertThat(stored.implicit()).isEmpty();
      try (var client = EstClient.of(server.address()).trust(stored).build()) {
        assertThat(client.caCerts().roots()).containsExactly(root.certificate());
      }
      try (var silent = EstClient.of(server.address()).trust(explicit).build()) {
        var e = catchThrowableOfType(EstException.class, silent::caCerts);
        assertThat(e.kind()).isEqualTo(EstException.Kind.TRUST);
      }
    }
  }

  @Test
  @Requirement("R5272-4.1-1")
  void believesNoRootThatAnAuthorisedServerMerelyServes() {
    TestCa rogue = TestCa.root("CN=rogue", Duration.ofDays(9_000));
    try (var server =
            ScriptedEstServer.start(
                root.identity(Leaf.localhost()),
                _ -> Reply.certificates(rogue.certificate(), root.certificate()));
        var client = EstClient.of(server.address()).trust(explicit).build()) {
      var update = client.refreshAnchors();
      assertThat(update.anchors().explicit()).containsExactly(root.certificate());
      assertThat(update.unvouched()).containsExactly(rogue.certificate());
    }
  }

  @Test
  @Requirement("R7030-3.1-6")
  void acceptsAnAddressThatTheCertificateNames() {
    try (var server = start(root.identity(Leaf.localhost()));
        var client = EstClient.of(server.at("127.0.0.1")).trust(explicit).build()) {
      assertThat(client.caCerts().roots()).containsExactly(root.certificate());
    }
  }

  static Stream<Leaf> badServers() {
    return Stream.of(
        Leaf.localhost().lasting(Duration.ofDays(-9), Duration.ofDays(-1)),
        Leaf.localhost().lasting(Duration.ofDays(1), Duration.ofDays(9)),
        Leaf.localhost().usages(KeyPurposeId.id_kp_clientAuth),
        Leaf.of("CN=localhost").usages(KeyPurposeId.id_kp_serverAuth));
  }

  @ParameterizedTest
  @MethodSource("badServers")
  @Requirement({"R7030-3.3.1-1", "R7030-3.3.1-2"})
  void refusesServersThatAreExpiredOrMeantForSomethingElse(Leaf bad) {
    assertThat(kind(root.identity(bad), explicit, TlsProviders.standard()))
        .isEqualTo(EstException.Kind.TRUST);
  }

  @Test
  @Requirement("R7030-3.3.1-2")
  void refusesAnIssuerThatIsNoAuthority() {
    var keys = TestCa.keyPair();
    var fake =
        new TestCa(
            new org.bouncycastle.asn1.x500.X500Name("CN=fake"),
            keys,
            root.issue(keys, Leaf.of("CN=fake")));
    assertThat(kind(fake.identity(Leaf.localhost()), explicit, TlsProviders.standard()))
        .isEqualTo(EstException.Kind.TRUST);
  }

  @Test
  @Requirement("R7030-3.3.1-2")
  void heedsTheNameConstraintsOfAnAnchor() {
    var keys = TestCa.keyPair();
    var name = new org.bouncycastle.asn1.x500.X500Name("CN=narrow");
    var permitted =
        new GeneralSubtree[] {
          new GeneralSubtree(new GeneralName(GeneralName.dNSName, "plant7.example"))
        };
    Leaf leaf =
        Leaf.of("CN=narrow")
            .asAuthority()
            .with(Extension.nameConstraints, new NameConstraints(permitted, null));
    var unsigned = new TestCa(name, keys, root.certificate());
    var narrow = new TestCa(name, keys, unsigned.issue(keys, leaf));
    assertThat(
            kind(
                narrow.identity(Leaf.localhost()),
                TrustAnchors.explicit(List.of(narrow.certificate())),
                TlsProviders.standard()))
        .isEqualTo(EstException.Kind.TRUST);
  }

  @Test
  void completesAPathWithTheIntermediatesItKnows() {
    TestCa issuing = root.intermediate("CN=issuing");
    TlsIdentity whole = issuing.identity(Leaf.localhost());
    var alone = new TlsIdentity(whole.key(), List.of(whole.certificate()));
    try (var server = start(alone);
        var client =
            EstClient.of(server.address())
                .trust(explicit.withIntermediates(List.of(issuing.certificate())))
                .build()) {
      assertThat(client.caCerts().roots()).containsExactly(root.certificate());
    }
  }

  @Test
  @Requirement({"R7030-3.2.3-2", "R7030-3.3-1"})
  void speaksHttpsOnly() {
    assertThatThrownBy(() -> EstServer.at("http://localhost"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private EstException.Kind kind(TlsIdentity identity, TrustAnchors trust, TlsProvider tls) {
    try (var server = start(identity);
        var client = EstClient.of(server.address()).trust(trust).tls(tls).build()) {
      var e = catchThrowableOfType(EstException.class, client::caCerts);
      assertThat(server.received()).isEmpty();
      return e.kind();
    }
  }

  private ScriptedEstServer start(TlsIdentity identity) {
    return ScriptedEstServer.start(identity, _ -> Reply.certificates(root.certificate()));
  }
}
