package org.bequest.cli.service;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.bequest.cli.terminal.OutputOptions;
import org.bequest.cli.terminal.SigningKeyName;
import org.bequest.cli.terminal.Terminal;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.server.setup.InitReport;
import org.bequest.server.setup.InitSpec;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bequest init}. */
@Command(
    name = "init",
    description = "Make a server's directory: authority, certificates, database, configuration.",
    footer = {
      "",
      "What is there is never changed: repeating it says what exists.",
      "  bequest init --dir /var/lib/bequest --host est.example --name Example",
      "  bequest serve --dir /var/lib/bequest"
    })
public final class Init implements Runnable {
  @Mixin private OutputOptions output;

  @Option(
      names = "--dir",
      defaultValue = "${env:BEQUEST_DIR:-bequest-data}",
      paramLabel = "DIR",
      description = "Made with mode 0700. Default: $$BEQUEST_DIR, or bequest-data")
  private Path directory;

  @Option(
      names = "--host",
      paramLabel = "NAME",
      description =
          "A DNS name or address by which devices reach the server, for its certificate;"
              + " repeatable. localhost and this machine's name are always in it.")
  private List<String> hosts = List.of();

  @Option(
      names = "--name",
      defaultValue = "Bequest",
      description = "The authority's, as in \"Example Root CA\". Default: ${DEFAULT-VALUE}")
  private String name;

  @Option(
      names = "--key-algorithm",
      defaultValue = "p256",
      paramLabel = "NAME",
      converter = SigningKeyName.class,
      description =
          "Of the authority: p256, p384, rsa-3072, ed25519, ... Default: ${DEFAULT-VALUE}")
  private KeyAlgorithm algorithm;

  @Override
  public void run() {
    InitSpec usual = InitSpec.in(directory).withHosts(hosts);
    InitSpec spec =
        new InitSpec(
            directory,
            name,
            algorithm,
            usual.hosts(),
            usual.estPort(),
            usual.adminPort(),
            usual.operator());
    show(Starting.with(() -> org.bequest.server.setup.Init.run(spec)));
  }

  private void show(InitReport report) {
    Terminal terminal = output.terminal();
    report.items().forEach(terminal::text);
    terminal.result(
        "root SHA-256 " + report.rootSha256(),
        Map.of(
            "created", report.created(),
            "configuration", report.configuration().toString(),
            "root", report.rootCertificate().toString(),
            "rootSha256", report.rootSha256(),
            "operatorCertificate", report.operatorCertificate().toString(),
            "operatorKey", report.operatorKey().toString()));
    terminal.note("next: bequest serve --dir " + directory);
  }
}
