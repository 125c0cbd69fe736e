package org.bequest.cli.operator;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.bequest.admin.client.AdminClient;
import org.bequest.admin.message.CaState;
import org.bequest.admin.message.ServedCertificate;
import org.bequest.cli.file.LocalFile;
import org.bequest.cli.terminal.OutputOptions;
import org.bequest.cli.terminal.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bequest ca}: the authority's keys. */
@Command(
    name = "ca",
    description = "The authority's keys: show, rollover.",
    footer = {"", "  bequest ca show", "  bequest ca rollover plan"},
    subcommands = {Ca.Show.class, Rollover.class})
public final class Ca {
  /** {@code bequest ca show}. */
  @Command(
      name = "show",
      description = "Show the keys, and the certificates that /cacerts serves.",
      footer = {"", "  bequest ca show --json", "  bequest ca show --out ca.pem"})
  static final class Show implements Runnable {
    @Mixin private AdminOptions admin;
    @Mixin private OutputOptions output;

    @Option(names = "--out", paramLabel = "FILE", description = "Write the certificates as PEM.")
    private @Nullable Path out;

    @Override
    public void run() {
      Terminal terminal = output.terminal();
      CaState state = AdminContact.with(admin::client, AdminClient::ca);
      CaKeyLines.show(terminal, state);
      state.served().forEach(c -> terminal.result(line(c), fields(c)));
      if (out != null) {
        LocalFile.write(out, pem(state.served()));
      }
    }

    private static String line(ServedCertificate c) {
      return "%-8s  %s, until %s%n          SHA-256 %s"
          .formatted(c.kind(), c.subject(), c.notAfter(), c.sha256());
    }

    private static Map<String, String> fields(ServedCertificate c) {
      return Map.of(
          "kind", c.kind(),
          "subject", c.subject(),
          "notBefore", c.notBefore().toString(),
          "notAfter", c.notAfter().toString(),
          "sha256", c.sha256(),
          "pem", c.pem());
    }

    private static byte[] pem(List<ServedCertificate> served) {
      StringBuilder pem = new StringBuilder();
      served.forEach(c -> pem.append(c.pem()));
      return pem.toString().getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    }
  }
}
