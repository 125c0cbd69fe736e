package org.bequest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.bequest.cli.service.RunningServer;
import org.bequest.cli.service.Starting;
import org.bequest.conformance.Requirement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Devices whose requests wait, the operator who decides, and restarts of both sides: the commands
 * as people run them, against a server that is stopped and started on the same port and database.
 */
class WaitingTest {
  private static final int PENDING = 6;

  @TempDir Path folder;
  private Path configuration;
  private RunningServer server;
  private String url;

  @BeforeEach
  void serve() throws IOException {
    configuration = ServedDeployment.made(data());
    change("linking: off", "linking: required\n    approval: {mode: manual, retry-after: 1s}");
    start();
    int port = server.estUrl().getPort();
    change("port: 0", "port: " + port);
    url = server.estUrl().toString();
  }

  private Path data() {
    return folder.resolve("data");
  }

  private void change(String from, String to) throws IOException {
    String text = Files.readString(configuration);
    assertThat(text).contains(from);
    Files.writeString(configuration, text.replaceFirst(from, to));
  }

  private void start() {
    server = RunningServer.start(Starting.settings(configuration), data());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private void restart() {
    stop();
    start();
  }

  private CommandRun enroll(String device, String... more) {
    List<String> all =
        new ArrayList<>(List.of("enroll", "--user", device, "--otp-file", file(device + ".otp")));
    all.addAll(List.of("--subject", "CN=" + device, "--out-key", file(device + ".key")));
    all.addAll(List.of("--out-cert", file(device + ".pem")));
    return device(all, more);
  }

  private CommandRun reenroll(String device) {
    return device(
        List.of("reenroll", "--key", file(device + ".key"), "--cert", file(device + ".pem")));
  }

  private CommandRun device(List<String> command, String... more) {
    List<String> all = new ArrayList<>(command);
    all.addAll(List.of("--json", "--url", url, "--ca", data().resolve("ca/root.pem").toString()));
    all.addAll(List.of(more));
    return CommandRun.of(all.toArray(String[]::new));
  }

  private CommandRun operator(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--json", "--dir", data().toString()));
    return CommandRun.of(all.toArray(String[]::new));
  }

  private void oneTimePassword(String device) {
    operator("otp", "create", "--name", device, "--out", file(device + ".otp"));
  }

  private String file(String name) {
    return folder.resolve(name).toString();
  }

  /** The one request that waits. */
  private String ticket() {
    List<JsonNode> waiting = operator("request", "list", "--state", "waiting").json();
    assertThat(waiting).hasSize(1);
    return waiting.getFirst().get("ticket").asString();
  }

  private String serial(CommandRun enrolled) {
    assertThat(enrolled.exitCode()).as(enrolled.err()).isZero();
    return enrolled.json().getFirst().get("serial").asString();
  }

  @Test
  @Requirement({"R7030-4.2.3-7", "R7030-4.2.3-8", "R7030-4.2.3-9", "R7030-4.2.3-10"})
  void aWaitingDeviceGoesOnAfterRestartsOfItselfAndOfTheServer() throws IOException {
    oneTimePassword("device-1");
    CommandRun first = enroll("device-1");
    assertThat(first.exitCode()).isEqualTo(PENDING);
    String ticket = ticket();
    assertThat(first.err()).contains(ticket, "Run the same command again in 1 s");
    assertThat(first.json().getFirst().get("retryAfter").asInt()).isEqualTo(1);
    byte[] key = Files.readAllBytes(folder.resolve("device-1.key"));
    restart();
    assertThat(enroll("device-1").exitCode()).isEqualTo(PENDING);
    assertThat(ticket()).isEqualTo(ticket);
    assertThat(operator("request", "approve", ticket).exitCode()).isZero();
    restart();
    String serial = serial(enroll("device-1"));
    assertThat(folder.resolve("device-1.key")).hasBinaryContent(key);
    assertThat(serial(enroll("device-1"))).isEqualTo(serial);
  }

  @Test
  @Requirement({"R7030-4.2.3-6", "R7030-4.2.3-7", "R7030-4.2.3-8", "R7030-4.2.3-10"})
  void waitingItOutsitsAServerThatIsAway() {
    oneTimePassword("device-2");
    try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
      CompletableFuture<CommandRun> device =
          CompletableFuture.supplyAsync(() -> enroll("device-2", "--wait", "2m"), threads);
      while (operator("request", "list").json().isEmpty()) {
        Thread.onSpinWait();
      }
      restart();
      operator("request", "approve", ticket());
      CommandRun enrolled = device.join();
      assertThat(serial(enrolled)).isNotEmpty();
      assertThat(enrolled.err()).contains("pending: ", "waiting 1 s");
    }
  }

  @Test
  void aRenewalKeepsItsNewKeyWhileItWaits() throws IOException {
    oneTimePassword("device-3");
    enroll("device-3");
    operator("request", "approve", ticket());
    String before = serial(enroll("device-3"));
    byte[] key = Files.readAllBytes(folder.resolve("device-3.key"));
    assertThat(reenroll("device-3").exitCode()).isEqualTo(PENDING);
    String ticket = ticket();
    Path kept = folder.resolve("device-3.key.pending");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kept)))
        .isEqualTo("rw-------");
    assertThat(reenroll("device-3").exitCode()).isEqualTo(PENDING);
    assertThat(ticket()).isEqualTo(ticket);
    operator("request", "approve", ticket);
    assertThat(serial(reenroll("device-3"))).isNotEqualTo(before);
    assertThat(kept).doesNotExist();
    assertThat(Files.readAllBytes(folder.resolve("device-3.key"))).isNotEqualTo(key);
  }

  @Test
  void aRejectionReachesTheDeviceWithItsReasonAndEndsItsKey() {
    oneTimePassword("device-4");
    enroll("device-4");
    String ticket = ticket();
    assertThat(operator("request", "reject", ticket, "--reason", "unknown device").exitCode())
        .isZero();
    CommandRun rejected = enroll("device-4", "--wait", "1m");
    assertThat(rejected.exitCode()).isEqualTo(4);
    assertThat(rejected.err()).contains(ticket, "unknown device");
    assertThat(folder.resolve("device-4.pem")).doesNotExist();
  }

  @Test
  void anOperatorSeesWhoAsksForWhatAndTheFirstDecisionCounts() {
    oneTimePassword("device-5");
    enroll("device-5", "--dns", "device-5");
    String ticket = ticket();
    JsonNode shown = operator("request", "show", ticket.toLowerCase(Locale.ROOT)).json().getFirst();
    assertThat(shown.get("identity").asString()).isEqualTo("otp:device-5");
    assertThat(shown.get("subject").asString()).isEqualTo("CN=device-5");
    assertThat(shown.get("names").get(0).asString()).isEqualTo("dns:device-5");
    assertThat(shown.get("key").asString()).isEqualTo("p256");
    assertThat(shown.get("csr").asString()).startsWith("-----BEGIN CERTIFICATE REQUEST-----");
    assertThat(CommandRun.of("request", "show", ticket, "--dir", data().toString()).out())
        .contains("otp:device-5", "dns:device-5");
    assertThat(operator("request", "reject", ticket, "--reason", "no").exitCode()).isZero();
    CommandRun late = operator("request", "approve", ticket);
    assertThat(late.exitCode()).isEqualTo(5);
    assertThat(late.err()).contains("409", "it is rejected by operator:admin");
    assertThat(operator("request", "list", "--text", "DEVICE-5").json()).hasSize(1);
    assertThat(operator("request", "list", "--label", "elsewhere").json()).isEmpty();
    assertThat(operator("audit", "list").json())
        .anyMatch(e ->
            e.get("action").asString().equals("request.reject")
                && e.get("actor").asString().equals("operator:admin")
                && e.get("subject").asString().equals(ticket));
  }
}
