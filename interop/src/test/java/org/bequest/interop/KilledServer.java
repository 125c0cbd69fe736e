package org.bequest.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code bequest serve} in a process of its own, which ends without a chance to clean up. It is
 * started as the launcher starts it, but for the second compiler, which it does not live to need.
 */
final class KilledServer implements AutoCloseable {
  private static final List<String> FLAGS =
      List.of(
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow",
          "--add-opens=java.base/sun.security.ssl=ALL-UNNAMED",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-Xshare:auto",
          "-Xmx256m");

  private final Process process;
  private volatile boolean killed;

  private KilledServer(Process process) {
    this.process = process;
  }

  /** Returns when it says that it serves. */
  static KilledServer serving(Path configuration, Path log) throws IOException {
    var command =
        new ArrayList<>(
            List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
    command.addAll(FLAGS);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of("org.bequest.cli.Main", "serve", "--config", configuration.toString()));
    var server = new KilledServer(new ProcessBuilder(command).redirectError(log.toFile()).start());
    String said = server.process.inputReader().readLine();
    assertThat(said).as(Files.readString(log)).startsWith("serving EST on ");
    return server;
  }

  /** Nobody has killed it, and it lives. */
  boolean serves() {
    return !killed && process.isAlive();
  }

  /** Whoever is cut off from now on was cut off by the kill. */
  boolean isKilled() {
    return killed;
  }

  /** SIGKILL: nothing of the process runs after it. */
  void kill() throws InterruptedException {
    killed = true;
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
