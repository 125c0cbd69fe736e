package org.bequest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bequest.client.CmcOutcome;
import org.bequest.client.EstClient;
import org.bequest.client.EstServer;
import org.bequest.client.cmc.Answer;
import org.bequest.client.cmc.FullRequest;
import org.bequest.client.cmc.FullResponse;
import org.bequest.client.cmc.Sender;
import org.bequest.client.cmc.SharedSecret;
import org.bequest.client.trust.AnchorFile;
import org.bequest.conformance.Requirement;
import org.bequest.crypto.key.CertificatePem;
import org.bequest.crypto.secret.Secret;
import org.bequest.formats.asn1.Octets;
import org.bequest.formats.cmc.control.DataReturn;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Full PKI Requests as people make them, against a server from its configuration. */
class FullCmcCommandsTest {
  @TempDir static Path shared;
  private static ServedDeployment served;

  private static final String PROFILES =
      """
        agreeing: {keys: {algorithms: [x25519, p256]}, key-usage: [key-agreement]}
        deciphering: {keys: {algorithms: [ml-kem-768, rsa-2048]}, key-usage: [key-encipherment]}
      """;

  private static final String LABELS =
      """
        agreeing:
          profile: agreeing
          authenticators: [client-certificate]
          full-cmc: {offered: true}
        confirming:
          profile: device
          authenticators: [client-certificate]
          full-cmc: {offered: true, confirm: 1h}
        connected:
          profile: device
          authenticators: [client-certificate, one-time-password]
          full-cmc: {offered: true, transport-authentication: required}
        deciding:
          profile: device
          authenticators: [client-certificate, one-time-password]
          approval: {mode: manual, retry-after: 2s}
          full-cmc: {offered: true, transport-authentication: required}
        deciphering:
          profile: deciphering
          authenticators: [client-certificate]
          full-cmc: {offered: true}
      """;

  @TempDir Path folder;

  @BeforeAll
  static void serve() throws IOException {
    Path directory = shared.resolve("data");
    Path configuration = ServedDeployment.made(directory);
    String text = Files.readString(configuration);
    Files.writeString(
        configuration,
        text.replace("approval:", "full-cmc: {offered: true}\n    approval:")
                .replace("\nlabels:", PROFILES + "\nlabels:")
            + LABELS);
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
    return secretOf(device, "");
  }

  private String secretOf(String device, String label) {
    String file = file(device + ".secret");
    List<String> add = new ArrayList<>(List.of("secret", "add", "--kind", "cmc"));
    add.addAll(List.of("--identity", device, "--id", device));
    add.addAll(label.isEmpty() ? List.of() : List.of("--label", label));
    add.addAll(List.of("--out", file, "--dir", served.directory().toString()));
    CommandRun added = CommandRun.of(add.toArray(String[]::new));
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
  @CsvSource({
    "agreeing,x25519",
    "agreeing,p256 --crmf --decrypt-only",
    "deciphering,ml-kem-768",
    "deciphering,rsa-2048 --decrypt-only"
  })
  @Requirement({"R5272-6.7-8", "R5274-4.1-19", "R5272-6.7-4", "R5272-6.7-3"})
  void aKeyThatDecryptsProvesItselfByAChallenge(String label, String kind) throws Exception {
    String device = "decrypting" + kind.replaceAll("\\W", "");
    List<String> more = new ArrayList<>(List.of("--identification", device));
    more.addAll(List.of("--secret-file", secretOf(device, label), "--authenticate"));
    more.addAll(List.of("--label", label, "--key-algorithm"));
    more.addAll(List.of(kind.split(" ")));
    CommandRun run = enroll(device, more.toArray(String[]::new));
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(certificate(device + ".pem").getSubjectX500Principal().getName())
        .isEqualTo("CN=" + device);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "--authenticate"})
  @Requirement({"R5272-6.13-1", "R5274-4.2-24"})
  void aRequestThatWaitsIsAskedForWhenTheCommandIsRunAgain(String form) throws Exception {
    String device = "waiting" + form.length();
    List<String> more = new ArrayList<>(List.of("--label", "approved", "--identification", device));
    more.addAll(List.of("--secret-file", secretOf(device, "approved")));
    more.addAll(form.isEmpty() ? List.of() : List.of(form));
    String[] arguments = more.toArray(String[]::new);
    CommandRun first = enroll(device, arguments);
    assertThat(first.exitCode()).as(first.err()).isEqualTo(6);
    assertThat(folder.resolve(device + ".key.waiting")).exists();
    CommandRun again = enroll(device, arguments);
    assertThat(again.exitCode()).as(again.err()).isEqualTo(6);
    approve(device);
    CommandRun issued = enroll(device, arguments);
    assertThat(issued.exitCode()).as(issued.err()).isZero();
    assertThat(folder.resolve(device + ".key.waiting")).doesNotExist();
  }

  private String oneTimePasswordOf(String device, String label) {
    String file = file(device + ".otp");
    List<String> create = new ArrayList<>(List.of("otp", "create", "--name", device));
    create.addAll(label.isEmpty() ? List.of() : List.of("--label", label));
    create.addAll(List.of("--out", file, "--dir", served.directory().toString()));
    CommandRun created = CommandRun.of(create.toArray(String[]::new));
    assertThat(created.exitCode()).as(created.err()).isZero();
    return file;
  }

  @ParameterizedTest
  @ValueSource(strings = {"connected", "deciding"})
  @Requirement({"R5272-3.2-2", "R5272-5-4"})
  void theConnectionMaySayWhoAsks(String label) throws Exception {
    String device = "device-" + label;
    String[] arguments = {
      "--label", label, "--user", device, "--otp-file", oneTimePasswordOf(device, label)
    };
    CommandRun run = enroll(device, arguments);
    if (label.equals("deciding")) {
      assertThat(run.exitCode()).as(run.err()).isEqualTo(6);
      approve(device);
      run = enroll(device, arguments);
    }
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(certificate(device + ".pem").getSubjectX500Principal().getName())
        .isEqualTo("CN=" + device);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "--authenticate"})
  @Requirement({"R5272-6.14-1", "R5272-6.14-2", "R5274-4.2-25"})
  void aCertificateOnTrialIsAcceptedBeforeItIsWritten(String form) throws Exception {
    String device = "trial" + form.length();
    List<String> more =
        new ArrayList<>(List.of("--label", "confirming", "--identification", device));
    more.addAll(List.of("--secret-file", secretOf(device, "confirming")));
    more.addAll(form.isEmpty() ? List.of() : List.of(form));
    CommandRun run = enroll(device, more.toArray(String[]::new));
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(CommandRun.of("audit", "list", "--dir", served.directory().toString()).out())
        .contains("certificate.confirm");
  }

  private static void approve(String device) {
    CommandRun listed =
        CommandRun.of("request", "list", "--json", "--dir", served.directory().toString());
    String ticket =
        listed.json().stream()
            .filter(r -> r.toString().contains(device))
            .findFirst()
            .orElseThrow()
            .get("ticket")
            .asString();
    CommandRun.of("request", "approve", ticket, "--dir", served.directory().toString());
  }

  @Test
  @Requirement({"R5272-5-1", "R5272-5-2", "R5272-6.4-1", "R5274-4.1-5", "R5273-6-1"})
  void aMessageCanBeEncryptedForTheKeyThatResponsesBring() throws Exception {
    String secret = secretOf("encrypting");
    var sender =
        new Sender.Authenticating(
            new SharedSecret(
                Secret.of(Files.readString(Path.of(secret)).strip()), Optional.of("encrypting")));
    DataReturn state = new DataReturn(Octets.of(new byte[] {4, 7, 1, 1}));
    X509Certificate exchange;
    try (EstClient client =
        EstClient.of(EstServer.at(served.url()))
            .trust(AnchorFile.read(Path.of(served.file("ca/root.pem"))))
            .build()) {
      var answered = (CmcOutcome.Answered) client.fullCmc(FullRequest.by(sender).with(state));
      FullResponse response = ((Answer.Full) answered.answer()).response();
      assertThat(response.controls(DataReturn.class)).containsExactly(state);
      exchange =
          response.certificates().stream()
              .filter(c -> c.getKeyUsage() != null && (c.getKeyUsage()[2] || c.getKeyUsage()[4]))
              .findFirst()
              .orElseThrow();
    }
    Path file = folder.resolve("exchange.pem");
    Files.write(file, CertificatePem.encode(List.of(exchange)));
    CommandRun run =
        enroll(
            "encrypting",
            "--identification",
            "encrypting",
            "--secret-file",
            secret,
            "--encrypt-for",
            file.toString());
    assertThat(run.exitCode()).as(run.err()).isZero();
  }

  @Test
  void aKeyThatSignsNothingNeedsSomebodyWhoDoes() {
    CommandRun run = enroll("mute", "--key-algorithm", "x25519");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("--authenticate");
  }
}
