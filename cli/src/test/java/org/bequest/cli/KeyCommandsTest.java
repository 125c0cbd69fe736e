package org.bequest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.PrivateKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bequest.ca.Decision;
import org.bequest.ca.EnrollmentRequest;
import org.bequest.ca.Requester;
import org.bequest.cli.operator.Recovery;
import org.bequest.conformance.Requirement;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.crypto.WantedKey;
import org.bequest.crypto.key.PrivateKeyPem;
import org.bequest.crypto.pkcs12.Pkcs12File;
import org.bequest.crypto.pkcs12.Pkcs12Limits;
import org.bequest.crypto.secret.Secret;
import org.bequest.server.setup.Deployment;
import org.bouncycastle.cert.X509CertificateHolder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyCommandsTest {
  private static final String NEW = "new password";

  @TempDir static Path shared;
  private static ServedDeployment served;

  @TempDir Path folder;

  @BeforeAll
  static void serve() throws Exception {
    Recovery.create("recovery", KeyAlgorithm.P256).write(shared, "recovery password");
    Recovery.create("other", KeyAlgorithm.RSA_2048).write(shared, "recovery password");
    served =
        ServedDeployment.with(
            shared.resolve("data"),
            "\narchive:\n  certificates: [" + shared.resolve("recovery.pem") + "]\n");
  }

  @AfterAll
  static void stop() {
    served.close();
  }

  @Test
  @Requirement({"S-31", "S-34"})
  void anArchivedKeyIsListedRecoveredAndTold() throws Exception {
    X509CertificateHolder certificate = archived("device-7", KeyAlgorithm.P256);
    String serial = certificate.getSerialNumber().toString(16);
    CommandRun listed = operator("list", "--subject", "device-7");
    assertThat(listed.json().getFirst().get("serial").asString()).isEqualTo(serial);

    CommandRun run = recover(serial, "recovery", "pkcs8");
    assertThat(run.exitCode()).as(run.err()).isZero();
    Path out = folder.resolve("out");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(out)))
        .isEqualTo("rw-------");
    assertThat(Files.readString(out)).startsWith("-----BEGIN ENCRYPTED PRIVATE KEY-----");
    PrivateKey key = PrivateKeyPem.decode(Files.readAllBytes(out), Secret.of(NEW));
    assertThat(key.getAlgorithm()).isEqualTo("EC");
    assertThat(CommandRun.of("audit", "list", "--dir", served.directory().toString()).out())
        .contains("key.recover", serial, "operator:admin");
  }

  @Test
  void aKeyForPkcs12ComesWithItsCertificateAndOneInTheClearWithout() throws Exception {
    X509CertificateHolder certificate = archived("device-8", KeyAlgorithm.RSA_2048);
    String serial = certificate.getSerialNumber().toString(16);
    assertThat(recover(serial, "recovery", "pkcs12").exitCode()).isZero();
    byte[] pfx = Files.readAllBytes(folder.resolve("out"));
    try (Pkcs12File file = Pkcs12File.read(pfx, Secret.of(NEW), Pkcs12Limits.STANDARD)) {
      assertThat(file.only().certificate()).isEqualTo(certificate);
    }
    assertThat(recover(serial, "recovery", "pem").exitCode()).isZero();
    assertThat(folder.resolve("out")).content().startsWith("-----BEGIN PRIVATE KEY-----");
  }

  @Test
  void aKeyThatIsNotKeptOrIsForAnotherRecoveryKeyIsNotRecovered() throws Exception {
    X509CertificateHolder certificate = archived("device-9", KeyAlgorithm.P384);
    CommandRun other = recover(certificate.getSerialNumber().toString(16), "other", "pkcs8");
    assertThat(other.exitCode()).isEqualTo(8);
    assertThat(other.err()).contains("for another recovery key");
    assertThat(folder.resolve("out")).doesNotExist();
    CommandRun absent = recover("abcdef", "recovery", "pkcs8");
    assertThat(absent.exitCode()).isEqualTo(5);
    assertThat(absent.err()).contains("no key is kept of a certificate abcdef");
  }

  @Test
  void aKeyUnderAPasswordWantsOne() {
    CommandRun run = operator("recover", "ab", "--key-store", "recovery.p12", "--out", "out");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("--password-file");
  }

  private CommandRun recover(String serial, String recovery, String form) throws IOException {
    String password = Files.writeString(folder.resolve("pw"), "recovery password").toString();
    String changed = Files.writeString(folder.resolve("new"), NEW).toString();
    return operator(
        "recover",
        serial,
        "--key-store",
        shared.resolve(recovery + ".p12").toString(),
        "--key-store-password-file",
        password,
        "--form",
        form,
        "--password-file",
        changed,
        "--out",
        folder.resolve("out").toString());
  }

  private static CommandRun operator(String... arguments) {
    List<String> all = new ArrayList<>(List.of("key"));
    all.addAll(List.of(arguments));
    all.addAll(List.of("--dir", served.directory().toString(), "--json"));
    return CommandRun.of(all.toArray(String[]::new));
  }

  /** The certificate of a key that the server made and archived. */
  private static X509CertificateHolder archived(String device, KeyAlgorithm algorithm) {
    Deployment deployment = served.server().deployment();
    try (WantedKey key = Recovery.wanted(device, algorithm)) {
      Requester user =
          new Requester("user:x", List.of("CN=" + device), Optional.empty(), Optional.empty());
      var request =
          new EnrollmentRequest(key.csr(), user, "", "r")
              .archiving(deployment.parts().secrets().archive()::wrap);
      Decision decision =
          deployment.est().labels().all().stream()
              .filter(l -> l.name().isEmpty())
              .findFirst()
              .orElseThrow()
              .authority()
              .enroll(request);
      return switch (decision) {
        case Decision.Issued issued -> issued.certificate();
        case Decision other -> throw new AssertionError(other);
      };
    }
  }
}
