package org.bequest.cli.device;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.bequest.cli.file.SecretFile;
import org.bequest.cli.terminal.CommandFailure;
import org.bequest.cli.terminal.ExitCode;
import org.bequest.cli.terminal.OutputOptions;
import org.bequest.client.EstClient;
import org.bequest.client.cmc.FullRequest;
import org.bequest.formats.asn1.Octets;
import org.bequest.formats.cmc.control.RevokeRequest;
import org.bequest.formats.pkix.CrlReason;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bequest fullcmc revoke}: RFC 5272 6.11. */
@Command(
    name = "revoke",
    description = "Have a certificate revoked (RFC 5272 6.11).",
    footer = {
      "",
      "--cert and --key sign the request. When the key is lost, --passphrase-file takes the place",
      "of a signature: what was agreed on for that day when the certificate was asked for.",
      "  bequest fullcmc revoke --ca ca.pem --cert device.pem --key device.key \\",
      "      --reason cessationOfOperation"
    })
public final class FullCmcRevoke implements Runnable {
  @Mixin private ServerOptions server;
  @Mixin private CmcOptions cmc;
  @Mixin private CmcTarget target;
  @Mixin private OutputOptions output;

  @Option(
      names = "--reason",
      defaultValue = "unspecified",
      paramLabel = "REASON",
      description = "A word of RFC 5280: keyCompromise, superseded, ... Default: ${DEFAULT-VALUE}")
  private String reason;

  @Option(names = "--comment", paramLabel = "TEXT", description = "For people.")
  private @Nullable String comment;

  @Option(
      names = "--passphrase-file",
      paramLabel = "FILE",
      description =
          "File whose first line is the secret agreed on for a revocation; - reads standard input."
              + " Agree on another one for each certificate: whoever sees it can revoke them all.")
  private @Nullable Path passphrase;

  @Override
  public void run() {
    CmcTarget.Named revoked = target.named(Contact.with(server::presentIdentity));
    RevokeRequest control =
        new RevokeRequest(
            revoked.issuer(),
            revoked.serial(),
            reason(),
            Optional.empty(),
            Optional.ofNullable(passphrase).map(FullCmcRevoke::secret),
            Optional.ofNullable(comment));
    FullRequest request =
        cmc.dressed(FullRequest.by(Contact.with(() -> cmc.senderAside(server))).with(control));
    try (EstClient client = Contact.with(server::client)) {
      Contact.with(client::caCerts);
      var _ = new CmcReport(output.terminal()).answer(() -> client.fullCmc(request));
      String serial = revoked.serial().toString(16);
      output
          .terminal()
          .result("revoked: serial " + serial, Map.of("state", "revoked", "serial", serial));
    }
  }

  private CrlReason reason() {
    return Arrays.stream(CrlReason.values())
        .filter(known -> known.text().equalsIgnoreCase(reason))
        .findFirst()
        .orElseThrow(
            () -> new CommandFailure(ExitCode.USAGE, "--reason is none of " + CrlReason.all()));
  }

  private static Octets secret(Path file) {
    return Octets.of(SecretFile.firstLine(file).getBytes(StandardCharsets.UTF_8));
  }
}
