package org.bequest.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import org.bequest.ca.hierarchy.ServiceCertificates;
import org.bequest.conformance.Requirement;
import org.bequest.crypto.tls.TlsIdentity;
import org.bequest.crypto.tls.TlsProviders;
import org.bequest.server.support.HttpReply;
import org.bequest.server.support.RawClient;
import org.bequest.server.support.SteppingClock;
import org.bequest.server.support.TestEst;
import org.bequest.server.support.TestKeys;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose TLS certificate is believed, and for how long. */
class ClientCertificateTest {
  @TempDir Path directory;
  private final SteppingClock clock = new SteppingClock();
  private TestEst est;

  @BeforeEach
  void start() {
    est = TestEst.start(directory, TlsProviders.standard(), clock);
  }

  @AfterEach
  void stop() {
    est.close();
  }

  private static HttpReply renew(RawClient client, String device) {
    return client.post(
        TestEst.REENROLL, TestEst.body(TestKeys.csr("CN=" + device, TestKeys.p256())));
  }

  @Test
  @Requirement({"S-01", "R7030-3.3.2-6"})
  void aCertificateRevokedWhileItsConnectionIsOpenIsRefusedAtTheNextRequest() {
    TlsIdentity device = est.enrolled("device-1");
    try (RawClient client = est.client(device)) {
      assertThat(renew(client, "device-1").status()).isEqualTo(200);
      est.authority().revoke(device.certificate().getSerialNumber(), 1, "operator:test");
      HttpReply refused = renew(client, "device-1");
      assertThat(refused.status()).isEqualTo(403);
      assertThat(refused.text()).contains("revoked");
      assertThat(client.get("/.well-known/est/cacerts").status()).isEqualTo(200);
    }
  }

  @Test
  @Requirement({"S-01", "R7030-3.3.2-6"})
  void anExpiredCertificateIsRefusedAlsoOnAnOpenConnection() {
    TlsIdentity device = est.enrolled("device-1");
    try (RawClient client = est.client(device)) {
      assertThat(renew(client, "device-1").status()).isEqualTo(200);
      clock.step(Duration.ofDays(91));
      assertThat(renew(client, "device-1").status()).isEqualTo(403);
    }
  }

  @Test
  @Requirement({"S-10", "R7030-3.3.2-8"})
  void aCertificateOfAnotherAuthorityIsNobodys() {
    KeyPair authority = TestKeys.p256();
    KeyPair keys = TestKeys.p256();
    String name = "Test Issuing CA";
    X509Certificate forged = TestKeys.jca(TestKeys.certificate("device-1", keys, name, authority));
    try (RawClient client = est.client(new TlsIdentity(keys.getPrivate(), List.of(forged)))) {
      assertThat(renew(client, "device-1").status()).isEqualTo(401);
    }
  }

  @Test
  @Requirement("S-55")
  void noAddressInAStrangersCertificateIsVisited() throws Exception {
    try (ServerSocket trap = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      trap.setSoTimeout(1);
      String address = "http://127.0.0.1:" + trap.getLocalPort() + "/issuer.cer";
      for (String issuer : List.of("Test Issuing CA", "Somebody")) {
        KeyPair keys = TestKeys.p256();
        X509Certificate pointing = TestKeys.jca(TestKeys.pointing(address, keys, issuer));
        try (RawClient client = est.client(new TlsIdentity(keys.getPrivate(), List.of(pointing)))) {
          assertThat(renew(client, "device-1").status()).isEqualTo(401);
        }
      }
      assertThatThrownBy(trap::accept).isInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  @Requirement("S-06")
  void onlyTheEndOfThePresentedChainCounts() {
    TlsIdentity real = est.enrolled("device-1");
    KeyPair keys = TestKeys.p256();
    X509Certificate own = TestKeys.jca(TestKeys.certificate("device-1", keys, "device-1", keys));
    TlsIdentity borrowed = new TlsIdentity(keys.getPrivate(), List.of(own, real.certificate()));
    try (RawClient client = est.client(borrowed)) {
      assertThat(renew(client, "device-1").status()).isEqualTo(401);
    }
  }

  @Test
  @Requirement("S-04")
  void anOperatorsAndTheServersOwnCertificateEnrolNothing() {
    ServiceCertificates service = new ServiceCertificates(est.authority());
    try (RawClient client = est.client(TestEst.identity(service.operator("olga")))) {
      assertThat(renew(client, "olga").status()).isEqualTo(403);
    }
    TlsIdentity server = TestEst.identity(service.server(List.of("localhost")));
    try (RawClient client = est.client(server)) {
      assertThat(renew(client, "localhost").status()).isEqualTo(403);
    }
  }
}
