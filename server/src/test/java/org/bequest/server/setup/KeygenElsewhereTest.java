package org.bequest.server.setup;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.bequest.conformance.Requirement;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.server.support.HttpReply;
import org.bequest.server.support.KeyParts;
import org.bequest.server.support.KeyWishes;
import org.bequest.server.support.RawClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys that are made here and certified by an authority elsewhere. */
class KeygenElsewhereTest {
  private static final Path EXAMPLE =
      Path.of(System.getProperty("bequest.root"), "examples", "openssl-ca");

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
    Path later =
        Files.writeString(folder.resolve("later.sh"), "#!/bin/sh\ncat >/dev/null\nexit 75\n");
    Files.setPosixFilePermissions(later, PosixFilePermissions.fromString("rwxr-xr-x"));
    est = new ConfiguredEst(folder, PROFILE, configuration(later));
  }

  private static final String PROFILE =
      """
        both:
          keys:
            algorithms: [p256, x25519]
          key-usage: [digital-signature, key-agreement]
      """;

  private String configuration(Path later) {
    return """
      factory:
        profile: both
        authority: openssl
        keygen:
          offered: true
      slow:
        profile: device
        authority: slow
        keygen:
          offered: true
    authorities:
      exec:
        openssl:
          command: ["%1$s/issue.sh"]
          environment: {CA_HOME: "%2$s"}
          ca-certificates: "%2$s/ca-certificates.pem"
          timeout: 60s
        slow:
          command: ["%3$s"]
          ca-certificates: "%2$s/ca-certificates.pem"
    """
        .formatted(EXAMPLE, folder.resolve("ca"), later);
  }

  @AfterEach
  void stop() {
    if (est != null) {
      est.close();
    }
  }

  private HttpReply ask(String label, KeyAlgorithm algorithm, String credentials) {
    return est.post(
        "/.well-known/est/" + label + "/serverkeygen",
        KeyWishes.wish(KeyWishes.of("device-1", algorithm)),
        credentials);
  }

  private String password(String label) {
    return RawClient.basic("device-1", est.oneTimePassword("device-1", label));
  }

  @Test
  @Requirement("R7030-4.4.1-1")
  void theRequestIsSignedWithTheMadeKey() {
    KeyParts parts = KeyParts.of(ask("factory", KeyAlgorithm.P256, password("factory")));

    assertThat(parts.issued().getIssuer()).hasToString("CN=Example Issuing CA");
    assertThat(KeyParts.publicHalf(parts.plainKey()))
        .isEqualTo(parts.issued().getSubjectPublicKeyInfo());
    assertThat(est.lastIssue().details())
        .containsEntry("authority", "openssl")
        .containsEntry("operation", "serverkeygen");
  }

  @Test
  void aKeyThatCannotSignIsNotForIt() {
    HttpReply reply = ask("factory", KeyAlgorithm.X25519, password("factory"));
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.text())
        .contains("the authority of this label wants signed requests, and this kind of key cannot");
  }

  @Test
  @Requirement("S-17")
  void anAuthorityThatDoesNotAnswerAtOnceCostsNoPassword() {
    String password = password("slow");
    for (int i = 0; i < 2; i++) {
      HttpReply reply = ask("slow", KeyAlgorithm.P256, password);
      assertThat(reply.status()).as(reply.text()).isEqualTo(503);
      assertThat(reply.text()).contains("a key that is made here is not kept");
    }
  }
}
