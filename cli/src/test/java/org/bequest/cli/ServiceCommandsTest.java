package org.bequest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bequest.conformance.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class ServiceCommandsTest {
  @TempDir Path folder;

  @Test
  @Requirement("S-74")
  void initSaysWhatItMadeAndThenWhatExistsAndNeverAPassword() throws IOException {
    String directory = folder.resolve("data").toString();
    CommandRun first = CommandRun.of("init", "--dir", directory, "--host", "est.example");
    CommandRun second = CommandRun.of("init", "--dir", directory);

    assertThat(first.exitCode()).as(first.err()).isZero();
    assertThat(first.out()).contains("made ", "root SHA-256");
    assertThat(second.out()).contains("exists ").doesNotContain("made ");
    for (String secret : new String[] {"ca-password", "tls-password"}) {
      String password = Files.readString(folder.resolve("data/secrets").resolve(secret)).strip();
      assertThat(first.out() + first.err() + second.out() + second.err()).doesNotContain(password);
    }
  }

  @Test
  void aProxyThatIsNotThereIsToldByItsName() throws IOException {
    int nobody;
    try (var closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nobody = closed.getLocalPort();
    }
    String data = folder.resolve("data").toString();
    CommandRun.of("init", "--quiet", "--dir", data);
    String root = folder.resolve("data/ca/root.pem").toString();

    CommandRun run =
        CommandRun.of(
            "csrattrs", "--url", "est.invalid", "--ca", root, "--proxy", "localhost:" + nobody);

    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.err()).contains("the proxy localhost:" + nobody + " cannot be reached");
  }

  @Test
  void initInJsonNamesTheFilesThatScriptsNeed() {
    JsonNode made =
        CommandRun.of("init", "--json", "--dir", folder.resolve("data").toString())
            .json()
            .getFirst();

    assertThat(made.get("created").asBoolean()).isTrue();
    assertThat(Path.of(made.get("root").asString())).exists();
    assertThat(made.get("rootSha256").asString()).matches("[0-9a-f]{64}");
  }

  @Test
  void aBrokenConfigurationStopsTheStartWithFileLineKeyReasonAndSuggestion() throws IOException {
    Path file = ServedDeployment.made(folder.resolve("data"));
    Files.writeString(
        file, Files.readString(file).replace("    profile: device", "    profil: device"));

    for (String[] command : new String[][] {{"serve"}, {"config", "check"}}) {
      CommandRun run = CommandRun.of(with(command, "--config", file.toString()));

      assertThat(run.exitCode()).isEqualTo(2);
      assertThat(run.err())
          .containsPattern("bequest\\.yaml:\\d+: labels\\.default\\.profil: unknown key")
          .contains("did you mean \"profile\"?")
          .doesNotContain("\tat ");
    }
  }

  @Test
  void configCheckTellsEachFaultAsAnObject() throws IOException {
    Path file = ServedDeployment.made(folder.resolve("data"));
    Files.writeString(file, Files.readString(file).replace("validity: 90d", "validity: soon"));

    CommandRun run = CommandRun.of("config", "check", "--json", "--config", file.toString());

    JsonNode fault = run.json().getFirst();
    assertThat(fault.get("key").asString()).isEqualTo("profiles.device.validity");
    assertThat(fault.get("value").asString()).isEqualTo("soon");
    assertThat(fault.get("line").asInt()).isPositive();
  }

  @Test
  void configShowPrintsDefaultsAndNoSecret() throws IOException {
    Path file = ServedDeployment.made(folder.resolve("data"));
    String password = Files.readString(folder.resolve("data/secrets/ca-password")).strip();

    CommandRun text = CommandRun.of("config", "show", "--config", file.toString());
    JsonNode json =
        CommandRun.of("config", "show", "--json", "--config", file.toString()).json().getFirst();

    assertThat(text.out()).contains("renew-before: 30d").doesNotContain(password);
    assertThat(json.get("limits").get("body").asInt()).isEqualTo(65_536);
    assertThat(json.get("ca").get("password").asString()).startsWith("file:");
  }

  @Test
  void configExplainsAKeyAndRefusesOneThatIsNone() {
    CommandRun known = CommandRun.of("config", "explain", "labels.plant7.linking");
    CommandRun unknown = CommandRun.of("config", "explain", "labels.plant7.linkng");

    assertThat(known.out()).contains("7030 section 3.5");
    CommandRun misplaced = CommandRun.of("config", "explain", "linking");
    assertThat(unknown.exitCode()).isEqualTo(2);
    assertThat(misplaced.err()).contains("did you mean labels.<name>.linking?");
  }

  @Test
  void aPortThatIsTakenIsOneSentence() throws IOException {
    Path file = ServedDeployment.made(folder.resolve("data"));
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      String port = Integer.toString(taken.getLocalPort());
      Files.writeString(file, Files.readString(file).replaceFirst("port: 0", "port: " + port));

      CommandRun run = CommandRun.of("serve", "--config", file.toString());

      assertThat(run.exitCode()).isEqualTo(2);
      assertThat(run.err()).contains("127.0.0.1:" + port).doesNotContain("Exception");
      assertThat(run.err().lines()).hasSizeLessThanOrEqualTo(2);
    }
  }

  @Test
  void aKeyThatIsNotThereIsALocalFailure() throws IOException {
    Path file = ServedDeployment.made(folder.resolve("data"));
    Files.delete(folder.resolve("data/ca/issuing.p12"));

    CommandRun run = CommandRun.of("serve", "--config", file.toString());

    assertThat(run.exitCode()).isEqualTo(8);
    assertThat(run.err()).contains("issuing.p12").doesNotContain("Exception");
  }

  @Test
  void serveSaysWhenItIsReadyAndForgetsItsAddressWhenItStops() throws Exception {
    Path file = ServedDeployment.made(folder.resolve("data"));
    String log = folder.resolve("requests.jsonl").toString();
    StringWriter out = new StringWriter();
    Thread server =
        Thread.ofPlatform()
            .start(() ->
                Main.run(
                    new PrintWriter(out, true),
                    new PrintWriter(new StringWriter()),
                    "serve",
                    "--config",
                    file.toString(),
                    "--request-log",
                    log));
    while (server.isAlive() && !out.toString().contains("\n")) {
      Thread.sleep(20);
    }

    assertThat(out.toString()).contains("serving EST on https://localhost:");
    assertThat(folder.resolve("data/admin-url")).exists();
    server.interrupt();
    server.join();
    assertThat(folder.resolve("data/admin-url")).doesNotExist();
  }

  private static String[] with(String[] command, String... more) {
    String[] all = java.util.Arrays.copyOf(command, command.length + more.length);
    System.arraycopy(more, 0, all, command.length, more.length);
    return all;
  }
}
