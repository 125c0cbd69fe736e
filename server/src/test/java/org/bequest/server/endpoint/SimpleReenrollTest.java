package org.bequest.server.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.KeyPair;
import org.bequest.conformance.Requirement;
import org.bequest.crypto.tls.TlsIdentity;
import org.bequest.server.support.HttpReply;
import org.bequest.server.support.RawClient;
import org.bequest.server.support.TestEst;
import org.bequest.server.support.TestKeys;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** RFC 7030 4.2.2: a new certificate for the holder of one. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SimpleReenrollTest {
  private TestEst est;

  @BeforeAll
  void start(@TempDir Path directory) {
    est = TestEst.start(directory);
    est.user("alice", "correct horse");
  }

  @AfterAll
  void stop() {
    est.close();
  }

  @Test
  @Requirement({"R7030-3.3.2-2", "R7030-4.2.2-4"})
  void aDeviceRenewsWithItsCertificateAndANewKeyOnOneConnection() {
    TlsIdentity device = est.enrolled("device-2");
    try (RawClient client = est.client(device)) {
      for (int i = 0; i < 2; i++) {
        KeyPair keys = TestKeys.p256();
        HttpReply reply =
            client.post(TestEst.REENROLL, TestEst.body(TestKeys.csr("CN=device-2", keys)));
        assertThat(TestEst.certificate(reply).getSubjectPublicKeyInfo().getEncoded())
            .isEqualTo(keys.getPublic().getEncoded());
      }
      HttpReply other =
          client.post(TestEst.REENROLL, TestEst.body(TestKeys.csr("CN=device-3", TestKeys.p256())));
      assertThat(other.status()).isEqualTo(400);
    } catch (java.io.IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  @Requirement("R7030-4.2.2-2")
  void renewalUnderAnotherNameIsRefused() {
    try (RawClient client = est.client(est.enrolled("device-4"))) {
      HttpReply reply =
          client.post(TestEst.REENROLL, TestEst.body(TestKeys.csr("CN=other", TestKeys.p256())));
      assertThat(reply.status()).isEqualTo(400);
    }
  }

  @Test
  @Requirement({"R7030-3.2.2-7", "R7030-4.2.2-1"})
  void thePathDecidesWhetherARequestRenewsAndAPasswordRenewsNothing() {
    byte[] body = TestEst.body(TestKeys.csr("CN=device-5", TestKeys.p256()));
    String login = RawClient.basic("alice", "correct horse");
    try (RawClient client = est.client()) {
      HttpReply refused = client.post(TestEst.REENROLL, body, login);
      assertThat(refused.status()).isEqualTo(403);
      assertThat(refused.text()).contains("the certificate that is being renewed");
      assertThat(client.post(TestEst.ENROLL, body, login).status()).isEqualTo(200);
    }
  }

  @Test
  @Requirement("R7030-3.3.2-1")
  void theCertificateCountsBeforeThePasswordThatIsSentBesideIt() {
    try (RawClient client = est.client(est.enrolled("device-6"))) {
      HttpReply reply =
          client.post(
              TestEst.REENROLL,
              TestEst.body(TestKeys.csr("CN=device-6", TestKeys.p256())),
              RawClient.basic("alice", "wrong horse"));
      assertThat(reply.status()).isEqualTo(200);
      assertThat(est.events().getLast().caller()).startsWith("cert:");
    }
  }
}
