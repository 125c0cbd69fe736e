package org.bequest.server.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.KeyPair;
import java.time.InstantSource;
import org.bequest.conformance.Requirement;
import org.bequest.crypto.tls.TlsIdentity;
import org.bequest.server.config.Configuration;
import org.bequest.server.support.ConfiguredEst;
import org.bequest.server.support.HttpReply;
import org.bequest.server.support.RawClient;
import org.bequest.server.support.TestEst;
import org.bequest.server.support.TestKeys;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Credentials that a label demands together. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TogetherTest {
  private ConfiguredEst est;

  @BeforeAll
  void start(@TempDir Path folder) {
    est =
        ConfiguredEst.start(
            folder,
            InstantSource.system(),
            "authenticators: [[client-certificate, basic], one-time-password]",
            "");
    est.user("alice", "correct horse");
  }

  @AfterAll
  void stop() {
    est.close();
  }

  private TlsIdentity device(String name) {
    return est.enrolled(name, RawClient.basic("", est.oneTimePassword(name)));
  }

  private HttpReply renew(TlsIdentity identity, String name, String... headers) {
    try (RawClient client = est.client(identity)) {
      return client.post(
          ConfiguredEst.REENROLL,
          TestEst.body(TestKeys.csr("CN=" + name, TestKeys.p256())),
          headers);
    }
  }

  @Test
  @Requirement({"R7030-3.2.3-1", "R7030-3.7-1"})
  void aCertificateAloneIsChallengedForTheUserToo() {
    TlsIdentity device = device("device-1");
    HttpReply alone = renew(device, "device-1");
    assertThat(alone.status()).isEqualTo(401);
    assertThat(alone.header("WWW-Authenticate").orElseThrow()).startsWith("Basic ");
    HttpReply both = renew(device, "device-1", RawClient.basic("alice", "correct horse"));
    assertThat(both.status()).isEqualTo(200);
    assertThat(est.lastIdentity()).startsWith("cert:").endsWith("&user:alice");
  }

  @Test
  @Requirement("R7030-3.7-1")
  void eitherAloneOrAWrongOneIsNotEnough() {
    TlsIdentity device = device("device-2");
    assertThat(renew(device, "device-2", RawClient.basic("alice", "wrong horse")).status())
        .isEqualTo(401);
    assertThat(est.enroll("device-2", RawClient.basic("alice", "correct horse")).status())
        .isEqualTo(401);
  }

  @Test
  @Requirement("R7030-3.7-1")
  void aRevokedCertificateIsNotSavedByAUser() {
    TlsIdentity device = device("device-3");
    var certificate = device.chain().getFirst();
    est.deployment().parts().authority().revoke(certificate.getSerialNumber(), 1, "operator:test");
    assertThat(renew(device, "device-3", RawClient.basic("alice", "correct horse")).status())
        .isEqualTo(403);
  }

  @Test
  @Requirement({"R7030-3.7-1", "R7894-4-5"})
  void aCertificateAndAPasswordInTheRequestCountTogether(@TempDir Path folder) {
    try (var strict =
        ConfiguredEst.start(
            folder,
            InstantSource.system(),
            """
            authenticators: [[client-certificate, one-time-password], basic]
                one-time-passwords:
                  in: [otp-challenge]\
            """,
            "")) {
      strict.user("alice", "correct horse");
      TlsIdentity device = strict.enrolled("device-4", RawClient.basic("alice", "correct horse"));
      assertThat(strictly(strict, device, "")).isEqualTo(401);
      assertThat(strictly(strict, device, strict.oneTimePassword("device-other"))).isEqualTo(401);
      assertThat(strictly(strict, device, strict.oneTimePassword("device-4"))).isEqualTo(200);
      assertThat(strict.lastIdentity()).startsWith("cert:").endsWith("&otp:device-4");
    }
  }

  private static int strictly(ConfiguredEst est, TlsIdentity device, String code) {
    KeyPair keys = TestKeys.p256();
    var builder = TestKeys.builder("CN=device-4", keys);
    var csr = TestKeys.sign(code.isEmpty() ? builder : builder.otpChallenge(code), keys);
    try (RawClient client = est.client(device)) {
      return client.post(ConfiguredEst.REENROLL, TestEst.body(csr)).status();
    }
  }

  @Test
  void twoThatNeedTheOneFieldOfARequestAreAFaultOfTheConfiguration(@TempDir Path folder) {
    Path file = ConfiguredEst.written(folder, "authenticators: [[basic, digest]]", "");
    assertThat(Configuration.load(file))
        .isInstanceOfSatisfying(
            Configuration.Result.Invalid.class,
            i -> assertThat(i.text()).contains("labels.default.authenticators", "Authorization"));
  }
}
