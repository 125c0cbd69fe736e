package org.bequest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.bequest.cli.service.RunningServer;
import org.bequest.cli.service.Starting;
import org.bequest.conformance.Requirement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/**
 * What labels demand and how they renew, from the text of a configuration to what a device gets:
 * the real server, real TLS, the commands as people run them.
 */
class DemandingServerTest {
  private static final int REFUSED = 5;
  private static final int NOT_AUTHORISED = 4;
  private static final int NOTHING_TO_DO = 9;

  private static final String PROFILES =
      """
        curve:
          keys: {algorithms: [p384]}
        several:
          keys: {algorithms: [p256, p384]}
          extensions: {tls-feature: copy}
        rsa:
          keys: {algorithms: [rsa-3072]}
        renamed:
          names: {change: true}
      """;

  private static final String LABELS =
      """
        curve:
          profile: curve
          csrattrs: {signatures: [ecdsa-sha512]}
        template:
          profile: several
          csrattrs:
            style: template
            key: p384
            subject: [CN, OU=Plant 7]
            alternatives: ["dns:gate.example", "dns:"]
            extensions: {key-usage: profile, extended-key-usage: profile}
        both:
          profile: several
          csrattrs: {style: both, key: p384, alternatives: ["dns:gate.example"]}
        completed:
          profile: rsa
          linking: required
          csrattrs: {style: appendix-b, subject: [CN], alternatives: ["dns:gate.example"]}
        mac:
          profile: device
          csrattrs:
            attributes:
              1.3.6.1.1.1.1.22: client
              1.2.840.113549.1.9.2: "der:0c05736576656e"
        late:
          profile: device
          renewal: {window: 10d}
        rekey:
          profile: device
          renewal: {keys: new, revoke-old: at-once, max-live: 1, enroll: refused}
        renamed:
          profile: renamed
          names: {grants: ["CN=pump-*", "CN=fan-*", "dns:*.plant7.example"]}
      """;

  private static @TempDir Path folder;
  private static RunningServer server;
  private static int count;

  @BeforeAll
  static void serve() throws IOException {
    Path configuration = ServedDeployment.made(folder);
    String text = Files.readString(configuration);
    Files.writeString(configuration, text.replace("\nlabels:", PROFILES + "\nlabels:") + LABELS);
    server = RunningServer.start(Starting.settings(configuration), folder);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static String file(String name) {
    return folder.resolve(name).toString();
  }

  private static CommandRun device(String label, String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--json", "--url", server.estUrl().toString(), "--ca", file("ca/root.pem")));
    all.addAll(List.of("--label", label));
    return CommandRun.of(all.toArray(String[]::new));
  }

  /** A name that nobody has, with a one-time password for it under the label. */
  private static String expected(String label) {
    String name = "pump-" + count++;
    CommandRun made =
        CommandRun.of(
            "otp",
            "create",
            "--name",
            name,
            "--label",
            label,
            "--out",
            file(name + ".otp"),
            "--dir",
            folder.toString());
    assertThat(made.exitCode()).as(made.err()).isZero();
    return name;
  }

  private static CommandRun enroll(String label, String name, String... more) {
    List<String> all = new ArrayList<>(List.of("enroll", "--user", name, "--otp-file"));
    all.addAll(List.of(file(name + ".otp"), "--out-key", file(name + ".key")));
    all.addAll(List.of("--out-cert", file(name + ".pem")));
    all.addAll(more.length == 0 ? List.of("--subject", "CN=" + name) : List.of(more));
    return device(label, all.toArray(String[]::new));
  }

  private static CommandRun reenroll(String label, String name, String... more) {
    List<String> all = new ArrayList<>(List.of("reenroll", "--key", file(name + ".key")));
    all.addAll(List.of("--cert", file(name + ".pem")));
    all.addAll(List.of(more));
    return device(label, all.toArray(String[]::new));
  }

  private static X509Certificate certificate(String name) {
    try (InputStream in = Files.newInputStream(Path.of(file(name + ".pem")))) {
      return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static void issued(CommandRun run) {
    assertThat(run.exitCode()).as(run.err()).isZero();
  }

  private static JsonNode demands(String label) {
    CommandRun run = device(label, "csrattrs");
    issued(run);
    return run.json().getFirst();
  }

  @Test
  @Requirement({"R7030-4.5.2-3", "R7030-4.5.2-5", "R7030-4.5.2-7"})
  void aDeviceMakesTheKeyAndTheSignatureThatAreDemanded() throws Exception {
    JsonNode said = demands("curve");
    assertThat(said.get("key").asString()).isEqualTo("secp384r1");
    assertThat(said.get("signatures").get(0).asString()).isEqualTo("SHA512WITHECDSA");
    String name = expected("curve");
    issued(enroll("curve", name));
    assertThat(certificate(name).getPublicKey().toString()).contains("384");
  }

  @Test
  @Requirement({"R7030-4.5.2-5", "R7030-4.5.2-8"})
  void anotherKeyOrSchemeThanTheOneThatWasToldIsRefused() throws Exception {
    String name = expected("curve");
    CommandRun p256 = enroll("curve", name, "--subject", "CN=" + name, "--key-algorithm", "p256");
    assertThat(p256.exitCode()).isEqualTo(REFUSED);
    assertThat(p256.err()).contains("another kind of key", "400");
    run(
        "openssl",
        "req",
        "-new",
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:P-384",
        "-nodes",
        "-keyout",
        file("o.key"),
        "-subj",
        "/CN=" + name,
        "-sha256",
        "-out",
        file("o.csr"));
    CommandRun sha256 = enroll("curve", name, "--csr", file("o.csr"));
    assertThat(sha256.exitCode()).isEqualTo(REFUSED);
    assertThat(sha256.err()).contains("/csrattrs demands a signature by");
  }

  @Test
  @Requirement({
    "R9908-3.1-1",
    "R9908-3.4-1",
    "R9908-3.4-2",
    "R9908-3.4-3",
    "R9908-3.4-5",
    "R9908-3.4-6"
  })
  void aDeviceCompletesATemplateAndGetsTheNamesThatWereDictated() throws Exception {
    JsonNode said = demands("template");
    assertThat(said.get("subject").toString()).contains("CN=(yours)", "OU=Plant 7");
    String name = expected("template");
    issued(enroll("template", name, "--subject", "CN=" + name, "--dns", name));
    assertThat(certificate(name).getSubjectX500Principal().getName())
        .isEqualTo("OU=Plant 7,CN=" + name);
    assertThat(certificate(name).getSubjectAlternativeNames().toString())
        .contains("gate.example", name);
    assertThat(certificate(name).getPublicKey().toString()).contains("384");
  }

  @Test
  void whatATemplateDemandsAndADeviceLacksIsNamedOnBothSides() {
    String name = expected("template");
    CommandRun run = enroll("template", name);
    assertThat(run.exitCode()).isEqualTo(REFUSED);
    assertThat(run.err())
        .contains("note: the server wants the extension 2.5.29.17")
        .contains("/csrattrs demands the extension subject-alternative-name");
  }

  @Test
  @Requirement({"R9908-4-1", "R9908-4-2"})
  void listAndTemplateStandTogetherAndOurClientFollowsTheTemplate() throws Exception {
    String text = openssl("both");
    assertThat(text)
        .containsSubsequence(
            "id-ecPublicKey", "X509v3 Subject Alternative Name", "1.2.840.113549.1.9.16.2.61");
    String name = expected("both");
    issued(enroll("both", name));
    assertThat(certificate(name).getSubjectAlternativeNames().toString()).contains("gate.example");
  }

  @Test
  @Requirement({"R7030-4.5.2-6"})
  void aRequestToBeCompletedIsCompleted() throws Exception {
    assertThat(openssl("completed"))
        .containsSubsequence("1.2.840.113549.1.9.25.5", "rsaEncryption", "challengePassword");
    String name = expected("completed");
    issued(enroll("completed", name));
    assertThat(certificate(name).getPublicKey().getAlgorithm()).isEqualTo("RSA");
    assertThat(certificate(name).getSubjectAlternativeNames().toString()).contains("gate.example");
  }

  private static String openssl(String label) throws Exception {
    Path der = folder.resolve(label + ".der");
    Process curl =
        new ProcessBuilder(
                "curl",
                "-sS",
                "--cacert",
                file("ca/root.pem"),
                server.estUrl() + "/.well-known/est/" + label + "/csrattrs")
            .start();
    byte[] body = curl.getInputStream().readAllBytes();
    Files.write(der, Base64.getMimeDecoder().decode(body));
    return run("openssl", "asn1parse", "-inform", "DER", "-in", der.toString());
  }

  private static String run(String... command) throws Exception {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(out).isZero();
    return out;
  }

  @Test
  @Requirement({"R7030-4.5.2-3", "R9908-5"})
  void aDeviceCopiesWhatItKnowsAndSaysWhatItDoesNotKnow() {
    assertThat(demands("mac").get("attributes").toString()).contains("1.3.6.1.1.1.1.22");
    CommandRun run = enroll("mac", expected("mac"));
    assertThat(run.err())
        .contains("note: the server wants 1.3.6.1.1.1.1.22", "/csrattrs demands 1.3.6.1.1.1.1.22")
        .doesNotContain("1.2.840.113549.1.9.2");
    assertThat(run.exitCode()).isEqualTo(REFUSED);
  }

  @Test
  @Requirement({"R7030-4.5.2-1", "R7030-4.5.2-4"})
  void aLabelThatWantsNothingSaysSo() {
    CommandRun run =
        CommandRun.of(
            "csrattrs",
            "--url",
            server.estUrl().toString(),
            "--ca",
            file("ca/root.pem"),
            "--label",
            "rekey");
    assertThat(run.out()).contains("nothing in particular");
  }

  @Test
  void nobodyRenewsTooEarlyNeitherByOurRuleNorByTheServers() {
    String name = expected("late");
    issued(enroll("late", name));
    CommandRun own = reenroll("late", name, "--renew-before", "20d");
    assertThat(own.exitCode()).isEqualTo(NOTHING_TO_DO);
    assertThat(own.err()).contains("too early");
    CommandRun told = reenroll("late", name, "--renew-before", "100d");
    assertThat(told.exitCode()).isEqualTo(NOT_AUTHORISED);
    assertThat(told.err()).contains("not renewed before");
  }

  @Test
  @Requirement({"R7030-4.2.2-4", "S-07"})
  void aLabelThatWantsNewKeysGetsThemAndTheOldCertificateIsRevoked() throws Exception {
    String name = expected("rekey");
    issued(enroll("rekey", name));
    X509Certificate old = certificate(name);
    CommandRun same = reenroll("rekey", name, "--same-key");
    assertThat(same.exitCode()).isEqualTo(REFUSED);
    assertThat(same.err()).contains("new key");
    issued(reenroll("rekey", name));
    assertThat(certificate(name).getPublicKey()).isNotEqualTo(old.getPublicKey());
    CommandRun shown =
        CommandRun.of(
            "cert",
            "show",
            old.getSerialNumber().toString(16),
            "--json",
            "--dir",
            folder.toString());
    assertThat(shown.out()).contains("superseded");
  }

  @ParameterizedTest
  @CsvSource({
    "--subject CN=fan-1 --dns fan-1.plant7.example, CN=fan-1, fan-1.plant7.example",
    "--subject CN=fan-2, CN=fan-2, ''",
    "--dns fan-3.plant7.example, '', fan-3.plant7.example"
  })
  @Requirement({"R7030-4.2.2-3", "R7030-4.2.1-5", "R7030-4.2.2-2"})
  void namesChangeByChangeSubjectNameWithinWhatTheLabelGrants(
      String wanted, String subject, String alternative) throws Exception {
    String name = expected("renamed");
    String own = name + ".plant7.example";
    issued(enroll("renamed", name, "--subject", "CN=" + name, "--dns", own));
    issued(reenroll("renamed", name));
    assertThat(certificate(name).getSubjectAlternativeNames().toString()).contains(own);
    CommandRun foreign = reenroll("renamed", name, "--subject", "CN=root");
    assertThat(foreign.exitCode()).isEqualTo(REFUSED);
    CommandRun changed = reenroll("renamed", name, wanted.split(" ", -1));
    issued(changed);
    assertThat(changed.json().getFirst().get("warnings").size()).isZero();
    assertThat(certificate(name).getSubjectX500Principal().getName()).isEqualTo(subject);
    String alternatives = String.valueOf(certificate(name).getSubjectAlternativeNames());
    assertThat(alternatives)
        .isEqualTo(alternative.isEmpty() ? "null" : "[[2, " + alternative + "]]");
  }
}
