package org.bequest.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class QuickstartTest {
  @TempDir Path folder;

  @Test
  void everyStepSucceedsAndASecondRunGoesOnWithTheSameAuthority() {
    CommandRun first = quickstart("--exit", "--json");
    CommandRun second = quickstart("--exit", "--json");

    assertThat(first.exitCode()).as(first.out() + first.err()).isZero();
    assertThat(second.exitCode()).as(second.out() + second.err()).isZero();
    List<JsonNode> steps = first.json().stream().filter(j -> j.has("step")).toList();
    assertThat(steps)
        .extracting(j -> j.get("step").asString())
        .containsExactly(
            "bootstrap",
            "cacerts",
            "csrattrs",
            "simpleenroll",
            "approval",
            "simplereenroll",
            "serverkeygen",
            "revoke",
            "crls",
            "fullcmc",
            "fullcmc revoke",
            "roll-over");
    assertThat(steps).allMatch(j -> j.get("ok").asBoolean());
    assertThat(second.json().getLast().get("rootSha256"))
        .isEqualTo(first.json().getLast().get("rootSha256"));
  }

  @Test
  void forPeopleEachStepIsALineWithItsSection() throws IOException {
    CommandRun run = quickstart("--exit");

    assertThat(run.out())
        .containsPattern("simpleenroll +\\d+ ms +RFC 7030 4\\.2\\.1")
        .containsPattern("csrattrs +\\d+ ms +RFC 7030 4\\.5 .* approved: key: \\S+256")
        .containsPattern("approval +\\d+ ms +RFC 7030 4\\.2\\.3 +202, ")
        .containsPattern("crls +\\d+ ms +RFC 8295 4")
        .contains("https://localhost:", "root SHA-256");
    assertThat(folder.resolve("data/log/requests.jsonl")).content().contains("\"simpleenroll\"");
    everyObjectCanBeInspected();
  }

  /** Keys, certificates and lists in PEM, in DER but for the key stores, which are BER. */
  private void everyObjectCanBeInspected() throws IOException {
    List<String> ends = List.of(".pem", ".key", ".p12", ".csr", ".crl", ".der");
    List<Path> files;
    try (Stream<Path> all = Files.walk(folder.resolve("data"))) {
      files = all.filter(f -> ends.stream().anyMatch(f.toString()::endsWith)).toList();
    }
    assertThat(files).hasSizeGreaterThan(5);
    for (Path file : files) {
      CommandRun run = CommandRun.of("inspect", file.toString());
      assertThat(run.exitCode()).as(file + ": " + run.err() + run.out()).isZero();
      assertThat(run.out().contains("findings"))
          .as(run.out())
          .isEqualTo(file.toString().endsWith(".p12"));
    }
  }

  @Test
  void aDirectoryWithOtherThingsIsLeftAlone() throws IOException {
    Files.writeString(Files.createDirectory(folder.resolve("data")).resolve("thesis"), "mine");

    CommandRun run = quickstart("--exit");

    assertThat(run.exitCode()).isEqualTo(8);
    assertThat(folder.resolve("data/thesis")).hasContent("mine");
  }

  @Test
  void aPortThatIsTakenIsTwoLinesWithAWayOut() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      String port = Integer.toString(taken.getLocalPort());

      CommandRun run =
          CommandRun.of(
              "quickstart", "--exit", "--port", port, "--dir", folder.resolve("data").toString());

      assertThat(run.exitCode()).isEqualTo(2);
      assertThat(run.err()).contains("127.0.0.1:" + port, "--port 0");
    }
  }

  @Test
  void theCommandsThatItPrintsEnrolWithForeignTools() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/openssl")), "openssl is not installed");
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/curl")), "curl is not installed");
    StringWriter out = new StringWriter();
    Thread server =
        Thread.ofPlatform()
            .start(() ->
                Main.run(
                    new PrintWriter(out, true),
                    new PrintWriter(new StringWriter()),
                    arguments("--json")));
    while (server.isAlive() && !out.toString().contains("\"commands\"")) {
      Thread.sleep(20);
    }
    try {
      JsonNode commands =
          JsonMapper.shared().readTree(out.toString().lines().toList().getLast()).get("commands");
      assertThat(commands.propertyNames())
          .containsExactly("bequest", "openssl and curl", "strongSwan pki");

      assertThat(shell(commands.get("openssl and curl").asString())).isZero();

      assertThat(folder.resolve("data/quickstart/device-2.pem")).content().contains("device-2");
      if (Files.isExecutable(Path.of("/usr/bin/pki"))) {
        assertThat(shell(commands.get("strongSwan pki").asString())).isZero();
      }
    } finally {
      server.interrupt();
      server.join();
    }
  }

  private CommandRun quickstart(String... more) {
    return CommandRun.of(arguments(more));
  }

  private String[] arguments(String... more) {
    String[] all = {"quickstart", "--port", "0", "--dir", folder.resolve("data").toString()};
    String[] joined = java.util.Arrays.copyOf(all, all.length + more.length);
    System.arraycopy(more, 0, joined, all.length, more.length);
    return joined;
  }

  private static int shell(String command) throws Exception {
    return new ProcessBuilder("bash", "-o", "pipefail", "-c", command)
        .inheritIO()
        .start()
        .waitFor();
  }
}
