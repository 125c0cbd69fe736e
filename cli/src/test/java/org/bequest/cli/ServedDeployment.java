package org.bequest.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bequest.cli.service.RunningServer;
import org.bequest.cli.service.Starting;

/** A deployment made by {@code init}, on ports that were free, for the commands under test. */
record ServedDeployment(Path directory, RunningServer server) implements AutoCloseable {
  static ServedDeployment in(Path directory) throws IOException {
    return with(directory, "");
  }

  /**
   * @param sections go behind the last section of its configuration
   */
  static ServedDeployment with(Path directory, String sections) throws IOException {
    return with(directory, "", sections);
  }

  /**
   * @param labels go behind its labels
   * @param sections go behind the last section of its configuration
   */
  static ServedDeployment with(Path directory, String labels, String sections) throws IOException {
    Path configuration = made(directory);
    String text = Files.readString(configuration);
    Files.writeString(configuration, text + labels + sections);
    return new ServedDeployment(
        directory, RunningServer.start(Starting.settings(configuration), directory));
  }

  /** The same deployment, started once more. */
  ServedDeployment restarted() {
    server.close();
    var settings = Starting.settings(directory.resolve("bequest.yaml"));
    return new ServedDeployment(directory, RunningServer.start(settings, directory));
  }

  /** Its configuration: on this machine only, any ports. */
  static Path made(Path directory) throws IOException {
    CommandRun.of("init", "--quiet", "--dir", directory.toString());
    Path configuration = directory.resolve("bequest.yaml");
    String text =
        Files.readString(configuration)
            .replace("0.0.0.0", "127.0.0.1")
            .replace("8443", "0")
            .replace("9443", "0");
    Files.writeString(configuration, text);
    return configuration;
  }

  /** The directory and what is in it, as an argument. */
  String file(String name) {
    return directory.resolve(name).toString();
  }

  String url() {
    return server.estUrl().toString();
  }

  @Override
  public void close() {
    server.close();
  }
}
