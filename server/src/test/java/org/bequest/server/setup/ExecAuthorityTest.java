package org.bequest.server.setup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.bequest.conformance.Requirement;
import org.bequest.crypto.tls.TlsIdentity;
import org.bequest.formats.pkix.Csr;
import org.bequest.server.config.Configuration;
import org.bequest.server.support.HttpReply;
import org.bequest.server.support.RawClient;
import org.bequest.server.support.TestEst;
import org.bequest.server.support.TestKeys;
import org.bouncycastle.cert.X509CertificateHolder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example with {@code openssl ca}, from the text of a configuration to what a device gets. */
class ExecAuthorityTest {
  private static final Path EXAMPLE =
      Path.of(System.getProperty("bequest.root"), "examples", "openssl-ca");
  private static final String LABEL = "/.well-known/est/factory/";

  @TempDir Path folder;
  private ConfiguredEst est;

  @BeforeEach
  void start() throws Exception {
    Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/openssl")), "openssl is missing");
    Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/flock")), "flock is missing");
    Process init =
        new ProcessBuilder(EXAMPLE.resolve("init.sh").toString(), folder.resolve("ca").toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("init.log").toFile())
            .start();
    assertThat(init.waitFor()).isZero();
    est = new ConfiguredEst(folder, configuration());
  }

  private String configuration() {
    return """
      factory:
        profile: device
        authority: openssl
    authorities:
      exec:
        openssl:
          command: ["%1$s/issue.sh"]
          revoke-command: ["%1$s/revoke.sh"]
          environment: {CA_HOME: "%2$s"}
          ca-certificates: "%2$s/ca-certificates.pem"
          crls: ["%2$s/crl.pem"]
          timeout: 60s
    """
        .formatted(EXAMPLE, folder.resolve("ca"));
  }

  @AfterEach
  void stop() {
    if (est != null) {
      est.close();
    }
  }

  @Test
  @Requirement({"R7030-4.1.3-4", "R7030-4.1.3-5", "S-02", "S-76"})
  void aDeviceGetsRenewsAndChecksACertificateOfOpenssl() throws IOException {
    TlsIdentity device = est.enrolled("device-7", "factory");
    est.clock().step(Duration.ofMinutes(1)); // openssl goes by the real one
    Csr csr = TestKeys.csr("CN=device-7", TestKeys.p256());
    X509CertificateHolder renewed =
        TestEst.certificate(est.post(device, LABEL + "simplereenroll", csr));
    assertThat(renewed.getIssuer()).hasToString("CN=Example Issuing CA");
    assertThat(est.lastIssue().details()).containsEntry("authority", "openssl");
    assertThat(est.lastIssue().subject()).isEqualTo(renewed.getSerialNumber().toString(16));
    try (RawClient client = est.client()) {
      List<X509CertificateHolder> served = TestEst.certificates(client.get(LABEL + "cacerts"));
      assertThat(served)
          .extracting(c -> c.getSubject().toString())
          .containsExactlyInAnyOrder("CN=Example Issuing CA", "CN=Example Root");
      HttpReply crls = client.get(LABEL + "crls");
      assertThat(crls.status()).isEqualTo(200);
    }
  }

  /** A certificate counts under the labels of its own authority. */
  @Test
  @Requirement("S-10")
  void certificatesOfOneAuthorityDoNotRenewUnderAnother() {
    TlsIdentity own = est.enrolled("device-7");
    Csr csr = TestKeys.csr("CN=device-7", TestKeys.p256());
    assertThat(est.post(own, LABEL + "simplereenroll", csr).status()).isIn(401, 403);
    TlsIdentity foreign = est.enrolled("device-8", "factory");
    Csr other = TestKeys.csr("CN=device-8", TestKeys.p256());
    assertThat(est.post(foreign, TestEst.REENROLL, other).status()).isIn(401, 403);
  }

  @Test
  @Requirement({"S-02", "S-05"})
  void theNamesOfThePasswordCountHereToo() throws IOException {
    String password = est.oneTimePassword("device-7", "factory");
    try (RawClient client = est.client()) {
      HttpReply reply =
          client.post(
              LABEL + "simpleenroll",
              TestEst.body(TestKeys.csr("CN=device-8", TestKeys.p256())),
              RawClient.basic("device-7", password));
      assertThat(reply.status()).isEqualTo(400);
    }
    assertThat(folder.resolve("ca/answers")).isEmptyDirectory();
  }

  @Test
  void whatCannotWorkIsToldBeforeTheServerStarts() {
    String wrong =
        configuration()
            .replace("issue.sh", "isue.sh")
            .replace("\"]\n      revoke-command: [\"", "\"]\n      revoke-command: [\"x")
            .replace("authority: openssl", "authority: openssll")
            .replace("CA_HOME", "EST_HOME")
            .replace("ca-certificates.pem", "nothing.pem");
    Path file = folder.resolve("data/bequest.yaml");
    var result = Configuration.parse(file, NewConfiguration.text(InitSpec.in(folder)) + wrong);
    assertThat(result)
        .isInstanceOfSatisfying(
            Configuration.Result.Invalid.class,
            invalid ->
                assertThat(invalid.text())
                    .contains("authorities.exec.openssl.command: ")
                    .contains("there is no such program")
                    .contains("not named by its absolute path")
                    .contains("did you mean \"openssl\"?")
                    .contains("names that begin with EST_")
                    .contains("there is no such file"));
  }
}
