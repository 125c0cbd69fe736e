package org.bequest.cli.quickstart;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.bequest.admin.client.AdminClient;
import org.bequest.cli.file.LocalFile;
import org.bequest.cli.operator.AdminContact;
import org.bequest.cli.operator.OperatorFiles;
import org.bequest.cli.service.Logs;
import org.bequest.cli.service.RunningServer;
import org.bequest.cli.service.Starting;
import org.bequest.cli.terminal.CommandFailure;
import org.bequest.cli.terminal.ExitCode;
import org.bequest.cli.terminal.OutputOptions;
import org.bequest.cli.terminal.Terminal;
import org.bequest.client.trust.Fingerprint;
import org.bequest.server.config.Settings;
import org.bequest.server.setup.Init;
import org.bequest.server.setup.InitReport;
import org.bequest.server.setup.InitSpec;
import org.bequest.server.setup.Layout;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bequest quickstart}: from nothing to an enrolled device in one command. */
@Command(
    name = "quickstart",
    description = "Make a server for this machine, start it, and enrol a device there.",
    footer = {
      "",
      "A second run goes on with what is there. Ctrl-C stops it; bequest serve opens it to others.",
      "  bequest quickstart",
      "  bequest quickstart --exit --port 0 --dir /tmp/try"
    })
public final class Quickstart implements Callable<Integer> {
  private static final String LOOPBACK = "127.0.0.1";
  private static final int PORT = 8443;

  @Mixin private OutputOptions output;

  @Option(
      names = "--dir",
      defaultValue = "${env:BEQUEST_DIR:-bequest-data}",
      paramLabel = "DIR",
      description = "The server's directory, made when it is not there. Default: bequest-data")
  private Path directory;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description =
          "For devices; the next one is for operators. 0: any that are free. Default: as the"
              + " configuration says, which is 8443 and 8444 when it is new.")
  private @Nullable Integer port;

  @Option(
      names = "--exit",
      description = "Stop after the demonstration, status 0 if all went well.")
  private boolean exit;

  @Override
  public Integer call() {
    checkPort();
    Terminal terminal = output.terminal();
    InitReport report = Starting.with(() -> Init.run(spec()));
    terminal.text((report.created() ? "New server in " : "Going on with ") + directory);
    Settings settings = local(Starting.settings(report.configuration()));
    Logs.requestsTo(log("requests.jsonl"));
    Logs.newsTo(log("server.log"));
    try (RunningServer server = started(settings)) {
      boolean done = demonstrate(terminal, server, report);
      if (!done || exit) {
        return done ? ExitCode.DONE.number() : ExitCode.UNEXPECTED.number();
      }
      terminal.note(
          "Requests are logged in " + log("requests.jsonl") + ". Ctrl-C stops the server.");
      RunningServer.untilTheEnd();
      return ExitCode.DONE.number();
    }
  }

  private RunningServer started(Settings settings) {
    try {
      return RunningServer.start(settings, directory);
    } catch (CommandFailure e) {
      throw e.exitCode() == ExitCode.USAGE
          ? new CommandFailure(
              e.exitCode(),
              String.valueOf(e.getMessage()),
              "Another port: --port N, or --port 0 for any that is free.")
          : e;
    }
  }

  private boolean demonstrate(Terminal terminal, RunningServer server, InitReport report) {
    var files =
        new OperatorFiles(
            report.operatorKey(), report.operatorCertificate(), report.rootCertificate());
    Fingerprint root = Fingerprint.of(files.rootCertificate());
    try (AdminClient operator = files.client(server.adminUrl())) {
      var demonstration = new Demonstration(new Device(server.estUrl().toString()), root, operator);
      var offers = Demonstration.Offers.of(server.deployment().settings());
      boolean done = new Progress(terminal).all(demonstration.steps(offers));
      summary(terminal, server, root);
      if (done && !exit) {
        next(terminal, server, operator);
      }
      return done;
    }
  }

  private static void summary(Terminal terminal, RunningServer server, Fingerprint root) {
    String url = server.estUrl() + "/.well-known/est";
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("url", url);
    fields.put("admin", server.adminUrl().toString());
    fields.put("rootSha256", root.toString());
    terminal.result("%nURL           %s%nroot SHA-256  %s".formatted(url, root), fields);
  }

  private void next(Terminal terminal, RunningServer server, AdminClient operator) {
    List<X509Certificate> issuers =
        server.deployment().parts().identities().current().getFirst().chain();
    NextCommands next =
        AdminContact.asked(() ->
            NextCommands.prepared(
                new Layout(directory),
                server.deployment().est().port(),
                operator,
                issuers.subList(1, issuers.size())));
    terminal.text("one-time password for device-1 (24 h): " + next.password());
    next.commands()
        .forEach((tool, command) -> terminal.text("%nWith %s:%n%n%s".formatted(tool, command)));
    if (terminal.json()) {
      terminal.result(
          "",
          Map.of("device", "device-1", "password", next.password(), "commands", next.commands()));
    }
  }

  private InitSpec spec() {
    int est = port == null || port == 0 ? PORT : port;
    return InitSpec.in(directory).withPorts(est, est + 1);
  }

  /** Only for this machine, whatever the configuration says. */
  private Settings local(Settings all) {
    Settings.Listen listen = all.listen();
    int est = port == null ? listen.est().port() : port;
    int admin = port == null ? listen.admin().port() : port == 0 ? 0 : port + 1;
    return all.withListen(local(est, admin));
  }

  /** Listeners that only this machine can reach. */
  static Settings.Listen local(int est, int admin) {
    return new Settings.Listen(
        new Settings.Listen.Est(LOOPBACK, est), new Settings.Listen.Admin(LOOPBACK, admin));
  }

  private void checkPort() {
    if (port != null && (port < 0 || port > 65_534)) {
      throw new CommandFailure(ExitCode.USAGE, "--port: a port is 1 to 65534, or 0 for any");
    }
  }

  private Path log(String name) {
    return LocalFile.folder(directory.resolve("log")).resolve(name);
  }
}
