package org.bequest.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bequest.cli.service.RunningServer;
import org.bequest.cli.service.Starting;
import org.bequest.conformance.Requirement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What an operator is told about labels, profiles, and requests that nobody has made yet. */
class LabelCommandsTest {
  private static final String LABELS =
      """
        plant/7:
          profile: device
          authenticators: [client-certificate, one-time-password]
          names:
            subject: CN=${otp.name},O=Plant 7
            grants: ["dns:${otp.name}.plant7.example", "dns:${cert.dns}"]
      """;

  @TempDir static Path shared;
  private static Path data;
  private static RunningServer server;

  @TempDir Path folder;

  @BeforeAll
  static void serve() throws IOException {
    data = shared.resolve("data");
    Path configuration = ServedDeployment.made(data);
    Files.writeString(
        configuration, Files.readString(configuration).stripTrailing() + "\n" + LABELS);
    server = RunningServer.start(Starting.settings(configuration), data);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static CommandRun operator(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--dir", data.toString()));
    return CommandRun.of(all.toArray(String[]::new));
  }

  private static JsonNode json(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add("--json");
    return operator(all.toArray(String[]::new)).json().getFirst();
  }

  /** Made by OpenSSL, like most requests that need an explanation. */
  private String csr(String name, String subject, String alternatives) throws Exception {
    Path file = folder.resolve(name + ".csr");
    List<String> command =
        new ArrayList<>(List.of("openssl", "req", "-new", "-newkey", "ec", "-pkeyopt"));
    command.addAll(List.of("ec_paramgen_curve:P-256", "-nodes", "-subj", subject));
    command.addAll(List.of("-keyout", folder.resolve(name + ".key").toString()));
    command.addAll(List.of("-out", file.toString()));
    if (!alternatives.isEmpty()) {
      command.addAll(List.of("-addext", "subjectAltName=" + alternatives));
    }
    Process openssl = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(openssl.getInputStream().readAllBytes(), UTF_8);
    assertThat(openssl.waitFor()).as(said).isZero();
    return file.toString();
  }

  @Test
  void labelsAndProfilesAreShownWithTheirDefaults() {
    assertThat(operator("label", "list").out()).contains("default", "plant/7");
    JsonNode label = json("label", "show", "plant/7").get("settings");
    assertThat(label.get("profile").asString()).isEqualTo("device");
    assertThat(label.get("linking").asString()).isEqualTo("off");
    assertThat(label.get("wire").get("content-transfer-encoding").asBoolean()).isTrue();
    assertThat(label.get("names").get("subject").asString()).isEqualTo("CN=${otp.name},O=Plant 7");
    assertThat(operator("label", "show", "default").out()).contains("linking: \"off\"");
    assertThat(operator("profile", "list").out()).contains("device", "90d");
    JsonNode profile = json("profile", "show", "device").get("settings");
    assertThat(profile.get("key-identifier").asString()).isEqualTo("rfc7093");
    assertThat(profile.get("names").get("alternatives").get(0).asString()).isEqualTo("dns");
    assertThat(operator("label", "show", "nosuch").exitCode()).isEqualTo(5);
    assertThat(operator("profile", "show", "nosuch").exitCode()).isEqualTo(5);
  }

  @Test
  @Requirement("S-05")
  void aTestSaysWhichRulesCountAndThatARequestWouldBeIssued() throws Exception {
    operator("otp", "create", "--name", "pump-7", "--label", "plant/7");
    String csr = csr("good", "/O=Plant 7/CN=pump-7", "DNS:pump-7.plant7.example");
    CommandRun run = operator("label", "test", "plant/7", "--csr", csr, "--otp", "pump-7");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out())
        .contains("known as otp:pump-7 (itself)", "otp.name = pump-7")
        .contains("rule CN=${otp.name},O=Plant 7 grants subject:CN=pump-7,O=Plant 7")
        .contains("rule dns:${cert.dns} is silent: nothing is known about cert.dns")
        .contains("key p256", "name dns:pump-7.plant7.example", "would be issued");
    assertThat(operator("cert", "list", "--json").out()).doesNotContain("pump-7");
    JsonNode again = json("label", "test", "plant/7", "--csr", csr, "--otp", "pump-7");
    assertThat(again.get("issued").asBoolean()).isTrue();
  }

  @Test
  @Requirement("S-05")
  void aTestSaysWhyARequestWouldBeRefusedAsTheServerThenDoes() throws Exception {
    operator("otp", "create", "--name", "pump-8", "--label", "plant/7");
    String csr = csr("bad", "/O=Plant 7/CN=pump-8", "DNS:www.bank.example");
    CommandRun run =
        operator("label", "test", "plant/7", "--csr", csr, "--otp", "pump-8", "--json");
    assertThat(run.exitCode()).isEqualTo(5);
    JsonNode report = run.json().getFirst();
    assertThat(report.get("issued").asBoolean()).isFalse();
    assertThat(report.get("status").asInt()).isEqualTo(400);
    assertThat(report.get("refusal").asString()).contains("alternative name of kind dns");
    assertThat(run.err()).contains("would be refused");
  }

  @Test
  void aTestWithNobodyOrWithAnUnknownLabelIsRefused() throws Exception {
    String csr = csr("nobody", "/CN=x", "");
    CommandRun nobody = operator("label", "test", "plant/7", "--csr", csr, "--user", "joe");
    assertThat(nobody.exitCode()).isEqualTo(5);
    assertThat(nobody.out()).contains("known as nobody", "401");
    assertThat(operator("label", "test", "nosuch", "--csr", csr).exitCode()).isEqualTo(5);
    assertThat(
            operator("label", "test", "default", "--csr", csr, "--operation", "cacerts").exitCode())
        .isEqualTo(5);
  }

  @Test
  void aRenewalIsTriedWithTheCertificateThatItIsAbout() throws Exception {
    String otp = folder.resolve("otp").toString();
    operator("otp", "create", "--name", "pump-9", "--out", otp);
    String key = folder.resolve("pump-9.key").toString();
    String pem = folder.resolve("pump-9.pem").toString();
    CommandRun enrolled =
        CommandRun.of(
            "enroll",
            "--url",
            server.estUrl().toString(),
            "--ca",
            data + "/ca/root.pem",
            "--otp-file",
            otp,
            "--subject",
            "CN=pump-9",
            "--out-key",
            key,
            "--out-cert",
            pem);
    assertThat(enrolled.exitCode()).as(enrolled.err()).isZero();
    String[] test = {
      "label", "test", "default", "--cert", pem, "--operation", "simplereenroll", "--csr"
    };
    assertThat(run(test, csr("renewal", "/CN=pump-9", "")).exitCode()).isZero();
    CommandRun other = run(test, csr("other", "/CN=pump-10", ""));
    assertThat(other.exitCode()).isEqualTo(5);
    assertThat(other.out()).contains("RFC 7030 section 4.2.2");
  }

  private static CommandRun run(String[] arguments, String csr) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add(csr);
    return operator(all.toArray(String[]::new));
  }
}
