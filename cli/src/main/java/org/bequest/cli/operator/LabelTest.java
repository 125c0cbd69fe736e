package org.bequest.cli.operator;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.bequest.admin.message.NewTrial;
import org.bequest.admin.message.TrialReport;
import org.bequest.cli.file.LocalFile;
import org.bequest.cli.terminal.CommandFailure;
import org.bequest.cli.terminal.ExitCode;
import org.bequest.cli.terminal.OutputOptions;
import org.bequest.cli.terminal.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code bequest label test}: what would become of a request, and why. The running server decides
 * it by the rules that it issues by, and issues nothing.
 */
@Command(
    name = "test",
    description = {
      "Say what would become of a request under a label, and which rule says so.",
      "Nothing is issued, spent or remembered. Exit code 0: it would be issued; 5: refused."
    },
    footer = {
      "",
      "  bequest label test plant7 --csr pump.csr --otp pump-7",
      "  bequest label test plant7 --csr pump.csr --cert factory.pem --json",
      "  bequest label test default --csr new.csr --cert pump.pem --operation simplereenroll"
    })
final class LabelTest implements Runnable {
  @Mixin private AdminOptions admin;
  @Mixin private OutputOptions output;

  @Parameters(paramLabel = "LABEL", description = "As list shows it.")
  private String label;

  @Option(
      names = "--csr",
      required = true,
      paramLabel = "FILE",
      description = "The request: PEM, DER or base64.")
  private Path csr;

  @Option(
      names = "--cert",
      paramLabel = "FILE",
      description = "PEM file with the client certificate, its issuers after it.")
  private @Nullable Path certificate;

  @Option(
      names = "--user",
      defaultValue = "",
      paramLabel = "NAME",
      description = "As if this user had given the right password.")
  private String user;

  @Option(
      names = "--otp",
      defaultValue = "",
      paramLabel = "NAME",
      description = "As if the device of this name had given its newest one-time password.")
  private String otp;

  @Option(
      names = "--token-claims",
      paramLabel = "FILE",
      description = "JSON file with the claims of a token, as if its signature were right.")
  private @Nullable Path claims;

  @Option(
      names = "--operation",
      defaultValue = "simpleenroll",
      paramLabel = "OPERATION",
      description = "simpleenroll or simplereenroll. Default: ${DEFAULT-VALUE}")
  private String operation;

  @Override
  public void run() {
    var asked =
        new NewTrial(
            operation,
            text(LocalFile.read(csr)),
            certificate == null ? "" : text(LocalFile.read(certificate)),
            user,
            otp,
            claims());
    TrialReport report = AdminContact.with(admin::client, c -> c.testLabel(label, asked));
    Terminal terminal = output.terminal();
    terminal.result(TrialLines.of(report, terminal), TrialLines.fields(report));
    if (!report.issued()) {
      throw new CommandFailure(
          ExitCode.REFUSED, "would be refused: " + report.refusal(), "Nothing was issued.");
    }
  }

  /** Text as it is, anything else as base64. */
  private static String text(byte[] octets) {
    return octets.length > 0 && octets[0] == 0x30
        ? Base64.getEncoder().encodeToString(octets)
        : new String(octets, StandardCharsets.UTF_8);
  }

  private Map<String, Object> claims() {
    if (claims == null) {
      return Map.of();
    }
    try {
      return JsonMapper.builder()
          .build()
          .readValue(LocalFile.read(claims), new TypeReference<Map<String, Object>>() {});
    } catch (JacksonException e) {
      throw new CommandFailure(
          ExitCode.USAGE, "--token-claims: not a JSON object: " + e.getOriginalMessage());
    }
  }
}
