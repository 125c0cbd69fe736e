package org.bequest.cli.service;

import java.nio.file.Path;
import java.util.Map;
import org.bequest.cli.terminal.CommandFailure;
import org.bequest.cli.terminal.OutputOptions;
import org.bequest.cli.terminal.Terminal;
import org.bequest.server.config.Settings;
import org.bequest.server.setup.StartException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bequest serve}. */
@Command(
    name = "serve",
    description = "Serve EST, and the operators' API, until SIGTERM or Ctrl-C.",
    footer = {
      "",
      "SIGHUP reads the configuration again. Each request is a line of JSON on standard error.",
      "  bequest serve --dir /var/lib/bequest --request-log /var/log/bequest/requests.jsonl"
    })
public final class Serve implements Runnable {
  @Mixin private ConfigurationOptions configuration;
  @Mixin private OutputOptions output;

  @Option(
      names = "--request-log",
      paramLabel = "FILE",
      description = "Append the JSON lines to this file instead.")
  private @Nullable Path requestLog;

  @Override
  public void run() {
    Settings settings = Starting.settings(configuration.file());
    if (requestLog == null) {
      Logs.requestsToConsole();
    } else {
      Logs.requestsTo(requestLog);
    }
    try (RunningServer server = RunningServer.start(settings, configuration.directory())) {
      Terminal terminal = output.terminal();
      Hangup.calls(() -> reload(server, terminal));
      terminal.result(
          "serving EST on " + server.estUrl() + ", operators on " + server.adminUrl(),
          Map.of(
              "event",
              "ready",
              "est",
              server.estUrl().toString(),
              "admin",
              server.adminUrl().toString()));
      RunningServer.untilTheEnd();
    }
  }

  /** A broken configuration is told, and the one in force stays. */
  private void reload(RunningServer server, Terminal terminal) {
    try {
      server.deployment().reload(Starting.settings(configuration.file()));
      terminal.note("configuration reloaded");
    } catch (StartException e) {
      terminal.failure(Starting.failure(e));
    } catch (CommandFailure e) {
      terminal.failure(e);
    }
  }
}
