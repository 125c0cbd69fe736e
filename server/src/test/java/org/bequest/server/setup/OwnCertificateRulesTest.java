package org.bequest.server.setup;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509KeyManager;
import javax.net.ssl.X509TrustManager;
import org.bequest.conformance.Requirement;
import org.bequest.crypto.tls.TlsIdentity;
import org.bequest.server.support.ForeignPki;
import org.bequest.server.support.HttpReply;
import org.bequest.server.support.TestEst;
import org.bequest.server.support.TestKeys;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Certificates of our own past their end, and whom the handshake asks for. */
class OwnCertificateRulesTest {
  private static final String LATE = "/.well-known/est/late/";

  @TempDir Path folder;
  private ConfiguredEst est;

  @BeforeEach
  void start() {
    Path root = new ForeignPki("Acme", Instant.now()).trustIn(folder);
    est =
        new ConfiguredEst(
            folder,
            """
              late:
                profile: device
                client-certificates:
                  anchors: [own, acme]
                  grace: 30d
                names:
                  grants: ["CN=anything"]
            anchors:
              acme:
                certificates: [%s]
                revocation: if-available
            """
                .formatted(root));
  }

  @AfterEach
  void stop() {
    est.close();
  }

  private HttpReply post(TlsIdentity device, String path, String name) {
    return est.post(device, path, TestKeys.csr("CN=" + name, TestKeys.p256()));
  }

  @Test
  @Requirement({"R7030-3.3.2-6", "S-01"})
  void anExpiredCertificateRenewsItsOwnNamesWithinTheGraceOfTheLabel() {
    TlsIdentity device = est.enrolled("device-1");
    est.clock().step(Duration.ofDays(100));
    assertThat(post(device, TestEst.REENROLL, "device-1").status()).isEqualTo(403);
    HttpReply renewed = post(device, LATE + "simplereenroll", "device-1");
    assertThat(renewed.status()).as(renewed.text()).isEqualTo(200);
    assertThat(est.lastIssue().details()).containsEntry("role", "expired");
    assertThat(post(device, LATE + "simpleenroll", "anything").status()).isEqualTo(400);
    assertThat(post(device, LATE + "simplereenroll", "anything").status()).isEqualTo(400);
    est.clock().step(Duration.ofDays(30));
    HttpReply refused = post(device, LATE + "simplereenroll", "device-1");
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.text()).contains("expired");
  }

  @Test
  @Requirement("R7030-3.3.2-2")
  void theHandshakeNamesTheAuthoritiesWhoseCertificatesCount() throws Exception {
    Asked asked = new Asked();
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(new KeyManager[] {asked}, new TrustManager[] {new TrustsAnyone()}, null);
    try (SSLSocket socket =
        (SSLSocket)
            context
                .getSocketFactory()
                .createSocket(InetAddress.getLoopbackAddress(), est.deployment().est().port())) {
      socket.startHandshake();
    }
    String issuer =
        est.deployment().parts().authority().key().certificate().getSubject().toString();
    assertThat(asked.issuers).contains("CN=Acme Root").hasSize(2);
    assertThat(String.join(" ", asked.issuers)).contains(issuer.substring(issuer.indexOf("CN=")));
  }

  /** A client without a certificate that remembers what was asked of it. */
  private static final class Asked implements X509KeyManager {
    private final List<String> issuers = new CopyOnWriteArrayList<>();

    @Override
    public @Nullable String chooseClientAlias(String[] types, Principal[] named, Socket socket) {
      Arrays.stream(named).map(Principal::getName).forEach(issuers::add);
      return null;
    }

    @Override
    public String @Nullable [] getClientAliases(String type, Principal[] named) {
      return null;
    }

    @Override
    public String @Nullable [] getServerAliases(String type, Principal[] named) {
      return null;
    }

    @Override
    public @Nullable String chooseServerAlias(String type, Principal[] named, Socket socket) {
      return null;
    }

    @Override
    public X509Certificate @Nullable [] getCertificateChain(String alias) {
      return null;
    }

    @Override
    public @Nullable PrivateKey getPrivateKey(String alias) {
      return null;
    }
  }

  private static final class TrustsAnyone implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
