package org.bequest.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.KeyPair;
import java.time.InstantSource;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.bequest.conformance.Requirement;
import org.bequest.crypto.tls.TlsIdentities;
import org.bequest.crypto.tls.TlsProvider;
import org.bequest.crypto.tls.TlsProviders;
import org.bequest.formats.pkix.CsrBuilder;
import org.bequest.server.support.HttpReply;
import org.bequest.server.support.RawClient;
import org.bequest.server.support.TestEst;
import org.bequest.server.support.TestKeys;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Channel binding on both versions of TLS, by both providers (RFC 7030 3.5, RFC 9266). */
@ParameterizedClass
@MethodSource("connections")
class LinkingTest {
  private static final String LINKED = "/.well-known/est/linked/simpleenroll";

  @TempDir Path directory;
  private final TlsProvider tls;
  private final String version;
  private TestEst est;

  LinkingTest(TlsProvider tls, String version) {
    this.tls = tls;
    this.version = version;
  }

  static Stream<Arguments> connections() {
    return Stream.concat(TlsProviders.conscrypt().stream(), Stream.of(TlsProviders.jsse()))
        .flatMap(tls -> Stream.of(Arguments.of(tls, "TLSv1.2"), Arguments.of(tls, "TLSv1.3")));
  }

  @BeforeEach
  void start() {
    est = TestEst.start(directory, tls, InstantSource.system());
    est.user("alice", "correct horse");
  }

  @AfterEach
  void stop() {
    est.close();
  }

  private RawClient client() {
    return RawClient.connect(est.server().port(), TlsIdentities.none(), version);
  }

  private static HttpReply enroll(
      RawClient client, String path, BiConsumer<CsrBuilder, String> attributes) {
    KeyPair keys = TestKeys.p256();
    CsrBuilder builder = TestKeys.builder("CN=device-1", keys);
    attributes.accept(builder, client.binding().base64());
    return client.post(
        path,
        TestEst.body(TestKeys.sign(builder, keys)),
        RawClient.basic("alice", "correct horse"));
  }

  @Test
  @Requirement({
    "R7030-3.5-4",
    "R7030-3.5-6",
    "R7030-4.2-5",
    "R9266-2-1",
    "R9266-4.1-2",
    "R9148-3-1",
    "R7030-3.3-5",
    "S-15"
  })
  void theBindingOfThisConnectionIsAcceptedAndTls13EndsWithIt() {
    try (RawClient client = client()) {
      HttpReply reply = enroll(client, LINKED, CsrBuilder::challengePassword);
      assertThat(reply.status()).as(reply.text()).isEqualTo(200);
      if (version.equals("TLSv1.3")) {
        assertThat(reply.header("Connection")).contains("close");
        assertThat(client.isClosedByServer()).isTrue();
      } else {
        assertThat(client.get("/.well-known/est/cacerts").status()).isEqualTo(200);
      }
    }
  }

  @Test
  @Requirement({"R7894-3-2", "R7894-4-5"})
  void theAttributeOfRfc7894CountsAsWellAndBothMustBeRight() {
    try (RawClient client = client()) {
      HttpReply bad =
          enroll(
              client,
              LINKED,
              (csr, binding) -> csr.estIdentityLinking(binding).challengePassword("AAAA"));
      assertThat(bad.status()).isEqualTo(400);
      assertThat(enroll(client, LINKED, CsrBuilder::estIdentityLinking).status()).isEqualTo(200);
    }
  }

  @Test
  @Requirement({"R7030-3.5-4", "R7030-3.5-10"})
  void aWrongBindingIsRefusedAlsoWhereNoneIsAskedFor() {
    try (RawClient client = client();
        RawClient other = client()) {
      String foreign = other.binding().base64();
      HttpReply reply = enroll(client, TestEst.ENROLL, (csr, _) -> csr.challengePassword(foreign));
      assertThat(reply.status()).isEqualTo(400);
      assertThat(reply.text()).contains("est-pop-mismatch");
      HttpReply secret =
          enroll(client, TestEst.ENROLL, (csr, _) -> csr.challengePassword("a secret of ours"));
      assertThat(secret.status()).isEqualTo(400);
    }
  }

  @Test
  @Requirement({"R7030-3.5-1", "R7030-3.5-5", "R7030-3.5-13"})
  void aRequestWithoutABindingIsRefusedWhereItIsRequired() {
    try (RawClient client = client()) {
      HttpReply reply = enroll(client, LINKED, (_, _) -> {});
      assertThat(reply.status()).isEqualTo(400);
      assertThat(reply.text()).contains("linking is required");
      assertThat(enroll(client, TestEst.ENROLL, (_, _) -> {}).status()).isEqualTo(200);
    }
  }

  @Test
  @Requirement({"R7030-3.5-6", "S-15"})
  void aResumedSessionHasABindingOfItsOwn() {
    RawClient.Sessions sessions = RawClient.sessions(TlsIdentities.none());
    int port = est.server().port();
    String first;
    long made;
    try (RawClient client = RawClient.connect(port, sessions, version)) {
      client.get("/.well-known/est/cacerts");
      first = client.binding().base64();
      made = client.sessionMade();
    }
    try (RawClient client = RawClient.connect(port, sessions, version)) {
      assertThat(client.sessionMade()).as("resumed").isEqualTo(made);
      assertThat(enroll(client, LINKED, (csr, _) -> csr.challengePassword(first)).status())
          .isEqualTo(400);
      assertThat(enroll(client, LINKED, CsrBuilder::challengePassword).status()).isEqualTo(200);
    }
  }

  @Test
  @Requirement("R9266-4.1-1")
  void oneConnectionLinksSeveralRequestsByTlsUniqueAndOneByTheExporter() {
    try (RawClient client = client()) {
      assertThat(enroll(client, LINKED, CsrBuilder::challengePassword).status()).isEqualTo(200);
      if (version.equals("TLSv1.3")) {
        assertThat(client.isClosedByServer()).isTrue();
      } else {
        assertThat(enroll(client, LINKED, CsrBuilder::challengePassword).status()).isEqualTo(200);
      }
    }
  }

  @Test
  @Requirement({"PROJ-CB-1", "R9266-2-2", "R9266-4.1-2"})
  void onTls12TheExporterCountsWhereTheProviderTellsOfAnExtendedMasterSecret() {
    boolean counts = version.equals("TLSv1.3") || tls.name().equals("jsse");
    try (RawClient client = client()) {
      String exported = client.exported();
      HttpReply reply = enroll(client, LINKED, (csr, _) -> csr.estIdentityLinking(exported));
      assertThat(reply.status()).isEqualTo(counts ? 200 : 400);
      assertThat(reply.header("Connection").filter("close"::equals).isPresent()).isEqualTo(counts);
    }
  }

  @Test
  @Requirement({"PROJ-CB-2", "S-11"})
  void noFieldTakesThePlaceOfTheBinding() {
    KeyPair keys = TestKeys.p256();
    try (RawClient client = client()) {
      String binding = client.binding().base64();
      HttpReply reply =
          client.post(
              LINKED,
              TestEst.body(TestKeys.csr("CN=device-1", keys)),
              RawClient.basic("alice", "correct horse"),
              "Tls-Exporter: " + binding,
              "X-Channel-Binding: " + binding,
              "X-TLS-Unique: " + binding,
              "Sec-Token-Binding: " + binding);
      assertThat(reply.status()).isEqualTo(400);
      assertThat(reply.text()).contains("linking is required");
    }
  }

  @Test
  @Requirement("S-15")
  void anotherSpellingOfTheBindingOrAPartOfItIsNone() {
    try (RawClient client = client()) {
      String binding = client.binding().base64();
      for (String wrong :
          List.of(binding.substring(4), binding + "AAAA", binding.replace("=", "") + "!", " ")) {
        HttpReply reply = enroll(client, TestEst.ENROLL, (csr, _) -> csr.challengePassword(wrong));
        assertThat(reply.status()).as(wrong).isEqualTo(400);
      }
    }
  }
}
