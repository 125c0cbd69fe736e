package org.bequest.cli.device;

import java.nio.file.Path;
import java.security.cert.CRLException;
import java.security.cert.X509CRL;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bequest.cli.file.LocalFile;
import org.bequest.cli.terminal.CommandFailure;
import org.bequest.cli.terminal.ExitCode;
import org.bequest.cli.terminal.OutputOptions;
import org.bequest.cli.terminal.Terminal;
import org.bequest.client.EstClient;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bequest crls}: RFC 8295 4. */
@Command(
    name = "crls",
    description = "Fetch the revocation lists (RFC 8295 4); unauthentic ones are discarded.",
    footer = {"", "  bequest crls --ca ca.pem --out crl.der"})
public final class Crls implements Runnable {
  @Mixin private ServerOptions server;
  @Mixin private OutputOptions output;

  @Option(names = "--out", paramLabel = "FILE", description = "Write the newest one as DER.")
  private @Nullable Path out;

  @Override
  public void run() {
    Terminal terminal = output.terminal();
    List<X509CRL> lists = Contact.with(this::fetch);
    if (lists.isEmpty()) {
      throw new CommandFailure(ExitCode.NOTHING_TO_DO, "the server has no revocation list");
    }
    if (out != null) {
      LocalFile.write(out, encoded(lists.getFirst()));
    }
    lists.forEach(list -> show(terminal, list));
  }

  private List<X509CRL> fetch() {
    try (EstClient client = server.client()) {
      return client.crls();
    }
  }

  private static void show(Terminal terminal, X509CRL list) {
    int revoked = Optional.ofNullable(list.getRevokedCertificates()).map(s -> s.size()).orElse(0);
    String issuer = list.getIssuerX500Principal().getName();
    terminal.result(
        "%s%n  %d revoked, of %s, until %s"
            .formatted(
                issuer,
                revoked,
                list.getThisUpdate().toInstant(),
                list.getNextUpdate().toInstant()),
        Map.of(
            "issuer",
            issuer,
            "revoked",
            revoked,
            "thisUpdate",
            list.getThisUpdate().toInstant().toString(),
            "nextUpdate",
            list.getNextUpdate().toInstant().toString()));
  }

  private static byte[] encoded(X509CRL list) {
    try {
      return list.getEncoded();
    } catch (CRLException e) {
      throw new IllegalStateException("a parsed CRL has octets", e);
    }
  }
}
