package org.bequest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.bequest.conformance.Requirement;
import org.bequest.crypto.key.CertificatePem;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Full PKI Requests as people make them, against a server from its configuration. */
class FullCmcCommandsTest {
  @TempDir static Path shared;
  private static ServedDeployment served;

  @TempDir Path folder;

  @BeforeAll
  static void serve() throws IOException {
    Path directory = shared.resolve("data");
    Path configuration = ServedDeployment.made(directory);
    String text = Files.readString(configuration);
    assertThat(text).contains("linking: off");
    Files.writeString(
        configuration,
        text.replaceFirst("linking: off", "linking: off\n    full-cmc: {offered: true}")
            + "\nsecrets:\n  sealing-key: file:secrets/sealing-key\n");
    served = ServedDeployment.with(directory, "");
  }

  @AfterAll
  static void stop() {
    served.close();
  }

  private String file(String name) {
    return folder.resolve(name).toString();
  }

  private String secretOf(String device) {
    String file = file(device + ".secret");
    CommandRun added =
        CommandRun.of(
            "secret",
            "add",
            "--kind",
            "cmc",
            "--identity",
            device,
            "--id",
            device,
            "--out",
            file,
            "--dir",
            served.directory().toString());
    assertThat(added.exitCode()).as(added.err()).isZero();
    return file;
  }

  private CommandRun fullCmc(String... arguments) {
    List<String> all = new ArrayList<>(List.of("fullcmc"));
    all.addAll(List.of(arguments));
    all.addAll(List.of("--json", "--url", served.url()));
    all.addAll(List.of("--ca", served.file("ca/root.pem")));
    return CommandRun.of(all.toArray(String[]::new));
  }

  private CommandRun enroll(String device, String... more) {
    List<String> all = new ArrayList<>(List.of("enroll", "--subject", "CN=" + device));
    all.addAll(List.of("--out-key", file(device + ".key")));
    all.addAll(List.of("--out-cert", file(device + ".pem")));
    all.addAll(List.of(more));
    return fullCmc(all.toArray(String[]::new));
  }

  private X509Certificate certificate(String name) throws Exception {
    return CertificatePem.decode(Files.readAllBytes(folder.resolve(name))).getFirst();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "--crmf", "--authenticate", "--hash=sha384", "--authenticate --crmf"})
  @Requirement({"R5272-6.2-1", "R5274-4-1", "R5274-4-3", "R5274-4.1-9", "R7030-4.3.1-2"})
  void aSharedSecretIsEnoughForAFirstCertificate(String options) throws Exception {
    String device = "device" + options.replaceAll("\\W", "");
    List<String> more = new ArrayList<>(List.of("--identification", device));
    more.addAll(List.of("--secret-file", secretOf(device)));
    more.addAll(options.isEmpty() ? List.of() : List.of(options.split(" ")));
    CommandRun run = enroll(device, more.toArray(String[]::new));
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(certificate(device + ".pem").getSubjectX500Principal().getName())
        .isEqualTo("CN=" + device);
  }

  @Test
  @Requirement({"R5272-6.2.1-2", "R7030-4.3.2-2"})
  void aWrongSecretIsRefusedAndSaidSo() throws IOException {
    secretOf("device-wrong");
    Path other = Files.writeString(folder.resolve("other"), "this is another secret\n");
    CommandRun run =
        enroll(
            "device-wrong", "--identification", "device-wrong", "--secret-file", other.toString());
    assertThat(run.exitCode()).as(run.err()).isEqualTo(4);
    assertThat(run.err()).contains("badIdentity");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "--crmf"})
  @Requirement({"R6402-2.3-2", "R5272-3.2-7"})
  void aCertificateRenewsItself(String form) throws Exception {
    String device = "renewing" + form.length();
    assertThat(
            enroll(device, "--identification", device, "--secret-file", secretOf(device))
                .exitCode())
        .isZero();
    X509Certificate before = certificate(device + ".pem");
    List<String> command =
        new ArrayList<>(
            List.of("renew", "--key", file(device + ".key"), "--cert", file(device + ".pem")));
    if (!form.isEmpty()) {
      command.add(form);
    }
    CommandRun run = fullCmc(command.toArray(String[]::new));
    assertThat(run.exitCode()).as(run.err()).isZero();
    X509Certificate after = certificate(device + ".pem");
    assertThat(after.getSubjectX500Principal()).isEqualTo(before.getSubjectX500Principal());
    assertThat(after.getPublicKey()).isNotEqualTo(before.getPublicKey());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"x25519", "ml-kem-768", "rsa-2048 --decrypt-only", "p256 --crmf --decrypt-only"})
  @Requirement({"R5272-6.7-8", "R5274-4.1-19", "R5272-6.7-4", "R5272-6.7-3"})
  void aKeyThatDecryptsProvesItselfByAChallenge(String kind) throws Exception {
    String device = "decrypting" + kind.replaceAll("\\W", "");
    List<String> more = new ArrayList<>(List.of("--identification", device));
    more.addAll(List.of("--secret-file", secretOf(device), "--authenticate"));
    more.addAll(List.of("--key-algorithm"));
    more.addAll(List.of(kind.split(" ")));
    CommandRun run = enroll(device, more.toArray(String[]::new));
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(certificate(device + ".pem").getSubjectX500Principal().getName())
        .isEqualTo("CN=" + device);
  }

  @Test
  void aKeyThatSignsNothingNeedsSomebodyWhoDoes() {
    CommandRun run = enroll("mute", "--key-algorithm", "x25519");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("--authenticate");
  }
}
