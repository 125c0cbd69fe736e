package org.bequest.interop.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocket;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.crypto.key.CertificatePem;
import org.bequest.crypto.tls.TlsIdentities;
import org.bequest.crypto.tls.TlsIdentity;
import org.bequest.formats.cms.CertsOnly;
import org.bequest.formats.wire.Base64Body;
import org.bequest.formats.wire.BodyContent;
import org.bequest.testkit.BequestExtension;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The requests of real clients, sent octet by octet to a server as {@code bequest init} makes it,
 * with the further routes that some of them need. Each file says where its request comes from.
 */
class ReplayTest {
  private static final X500Name DEVICE = new X500Name("CN=device-1");
  private static final byte[] ALICE = "alice:correct horse".getBytes(UTF_8);

  @RegisterExtension
  static final BequestExtension EST =
      BequestExtension.configured(yaml ->
          yaml
              + """
                aruba-enroll:
                  profile: device
                  authenticators: [client-certificate, one-time-password, basic]
                azure-iot-edge:
                  profile: device
                  authenticators: [client-certificate, one-time-password, basic]
                  renewal:
                    enroll: allowed
              routes:
                prefixes:
                  /.well-known/cpo: default
                suffixes: [/ISO15118-20]
                aliases:
                  aruba-reenroll: aruba-enroll
              """);

  private final KeyPair keys = KeyAlgorithm.P256.generate();

  static Stream<ClientRequest> requests() throws IOException, URISyntaxException {
    Path folder = Path.of(ClientRequest.class.getResource(".").toURI());
    try (Stream<Path> files = Files.list(folder)) {
      List<String> names =
          files
              .map(f -> f.getFileName().toString())
              .filter(f -> f.endsWith(".http"))
              .map(f -> f.substring(0, f.length() - ".http".length()))
              .sorted()
              .toList();
      return names.stream().map(ClientRequest::of);
    }
  }

  @BeforeEach
  void alice() {
    EST.server().addUserOfAnyLabel("alice", "correct horse", "CN=device-1");
  }

  @ParameterizedTest
  @MethodSource("requests")
  void isAnsweredAsItsClientNeedsIt(ClientRequest request) throws Exception {
    assertThat(request.facts()).containsKeys("client", "source", "answer");
    check(request, send(request, shown(request)));
  }

  /** Azure's agent asks for both at once and loses both when one fails. */
  @Test
  void twoConnectionsOfOneDeviceAreServedAtTheSameTime() throws Exception {
    ClientRequest enroll = ClientRequest.of("azure-iot-edge-simpleenroll");
    ClientRequest authorities = ClientRequest.of("azure-iot-edge-cacerts");
    try (SSLSocket first = connect(TlsIdentities.none());
        SSLSocket second = connect(TlsIdentities.none())) {
      CompletableFuture<RawAnswer> issued =
          CompletableFuture.supplyAsync(() -> exchange(first, enroll));
      check(authorities, exchange(second, authorities));
      check(enroll, issued.get());
    }
  }

  private static void check(ClientRequest request, RawAnswer answer) {
    assertThat(answer.status()).as(answer.toString()).isEqualTo(request.answer());
    assertThat(answer.head().getFirst()).startsWith("HTTP/1.1 ");
    request.needs().forEach(need -> need.check(answer));
  }

  private RawAnswer send(ClientRequest request, TlsIdentities shown) throws IOException {
    try (SSLSocket socket = connect(shown)) {
      return exchange(socket, request);
    }
  }

  private RawAnswer exchange(SSLSocket socket, ClientRequest request) {
    try {
      boolean toTheEnd = request.needs().contains(Need.CLOSES);
      return Loopback.exchange(socket, request.octets(values(), csr()), toTheEnd);
    } catch (IOException e) {
      throw new AssertionError(request.name(), e);
    }
  }

  private static SSLSocket connect(TlsIdentities shown) throws IOException {
    return Loopback.connect(EST.server().port(), shown, EST.server().root());
  }

  private static Map<String, String> values() {
    byte[] otp = ("device-1:" + EST.server().oneTimePassword("device-1")).getBytes(UTF_8);
    return Map.of(
        "host",
        "localhost:" + EST.server().port(),
        "basic",
        Base64.getEncoder().encodeToString(ALICE),
        "otp",
        Base64.getEncoder().encodeToString(otp));
  }

  private byte[] csr() {
    try {
      return new JcaPKCS10CertificationRequestBuilder(DEVICE, keys.getPublic())
          .build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate()))
          .getEncoded();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** A certificate of this server's for whoever shows one. */
  private TlsIdentities shown(ClientRequest request) throws Exception {
    if (!request.showsCertificate()) {
      return TlsIdentities.none();
    }
    RawAnswer first = send(ClientRequest.of("thin-edge-simpleenroll"), TlsIdentities.none());
    var certificate =
        CertsOnly.decode(Base64Body.decode(first.body(), BodyContent.CMS).value())
            .certificates()
            .getFirst();
    return TlsIdentities.of(
        new TlsIdentity(
            keys.getPrivate(), List.of(CertificatePem.decodeDer(certificate.getEncoded()))));
  }
}
