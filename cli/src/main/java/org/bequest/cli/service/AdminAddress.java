package org.bequest.cli.service;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bequest.cli.terminal.CommandFailure;
import org.bequest.cli.terminal.ExitCode;
import org.bequest.server.config.Settings;
import org.bequest.server.setup.Layout;

/**
 * Where the operators' listener of a deployment is. A server that runs says so in a file of its
 * directory, since its port may be any that was free; else the configuration says it.
 */
public record AdminAddress(Path file, Path configuration) {
  public static AdminAddress of(Path directory) {
    return new AdminAddress(directory.resolve("admin-url"), new Layout(directory).configuration());
  }

  /** Of the server that runs now, or that would run. */
  public URI current() {
    try {
      return URI.create(Files.readString(file).strip());
    } catch (IOException | IllegalArgumentException _) {
      return configured();
    }
  }

  void announce(URI address) {
    try {
      Files.writeString(file, address + "\n", StandardCharsets.US_ASCII);
    } catch (IOException e) {
      throw new CommandFailure(ExitCode.LOCAL, "cannot write " + file + ": " + e.getMessage());
    }
  }

  void forget() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException _) {
      // A file that is left over costs an operator one failed connection, and no more.
    }
  }

  /** The address by which this machine reaches a listener. */
  static URI uri(String host, int port) {
    String reached = host.equals("0.0.0.0") || host.equals("::") ? "localhost" : host;
    return URI.create(
        "https://" + (reached.contains(":") ? "[" + reached + "]" : reached) + ":" + port);
  }

  private URI configured() {
    if (!Files.exists(configuration)) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "there is no server in " + configuration.getParent(),
          "Give --dir DIR, set BEQUEST_DIR, or make one with bequest init or bequest quickstart.");
    }
    Settings.Listen.Admin admin = Starting.settings(configuration).listen().admin();
    return uri(admin.host(), admin.port());
  }
}
