package org.bequest.cli.operator;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bequest.admin.message.CertificateState;
import org.bequest.admin.message.Revoke;
import org.bequest.cli.file.LocalFile;
import org.bequest.cli.terminal.OutputOptions;
import org.bequest.cli.terminal.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bequest cert}: certificates that the authority issued. */
@Command(
    name = "cert",
    description = "Certificates that the authority issued: list, show, revoke.",
    footer = {"", "  bequest cert list --subject device-7"},
    subcommands = {Cert.Listing.class, Cert.Show.class, Cert.Revocation.class})
public final class Cert {
  /** {@code bequest cert list}. */
  @Command(
      name = "list",
      description = "Show the newest ones, the newest first.",
      footer = {"", "  bequest cert list --subject device-7 --limit 10 --json"})
  static final class Listing implements Runnable {
    @Mixin private AdminOptions admin;
    @Mixin private OutputOptions output;

    @Option(names = "--subject", defaultValue = "", description = "Part of the subject.")
    private String subject;

    @Option(names = "--identity", defaultValue = "", description = "Who asked for it.")
    private String identity;

    @Option(
        names = "--limit",
        defaultValue = "100",
        description = "At most so many, up to 1000. Default: ${DEFAULT-VALUE}")
    private int limit;

    @Override
    public void run() {
      Terminal terminal = output.terminal();
      Map<String, String> filters =
          Map.of("subject", subject, "identity", identity, "limit", Integer.toString(limit));
      List<CertificateState> found = AdminContact.with(admin::client, c -> c.certificates(filters));
      terminal.list(found, Listing::line, Cert::fields);
    }

    private static String line(CertificateState c) {
      String state = c.revokedAt() == null ? "" : "  revoked: " + c.reason();
      return c.serial() + "  " + c.notAfter() + "  " + c.subject() + state;
    }
  }

  /** {@code bequest cert show}. */
  @Command(
      name = "show",
      description = "Show one, and its PEM.",
      footer = {"", "  bequest cert show 5f3a...e1 --out device-7.pem"})
  static final class Show implements Runnable {
    @Mixin private AdminOptions admin;
    @Mixin private OutputOptions output;

    @Parameters(paramLabel = "SERIAL", description = "In hexadecimal, colons allowed.")
    private String serial;

    @Option(names = "--out", paramLabel = "FILE", description = "Write the PEM to this file.")
    private @Nullable Path out;

    @Override
    public void run() {
      CertificateState found = AdminContact.with(admin::client, c -> c.certificate(digits(serial)));
      String pem = Objects.requireNonNullElse(found.pem(), "");
      if (out != null) {
        LocalFile.write(out, pem.getBytes(StandardCharsets.US_ASCII));
        output.terminal().result(text(found), fields(found));
      } else {
        output.terminal().result(text(found) + System.lineSeparator() + pem.strip(), fields(found));
      }
    }
  }

  /** {@code bequest cert revoke}. */
  @Command(
      name = "revoke",
      description = "Revoke one. The server refuses it at once; the next CRL names it.",
      footer = {
        "",
        "  bequest cert revoke 5f3a...e1 --reason keyCompromise && bequest crl publish"
      })
  static final class Revocation implements Runnable {
    @Mixin private AdminOptions admin;
    @Mixin private OutputOptions output;

    @Parameters(paramLabel = "SERIAL", description = "In hexadecimal, colons allowed.")
    private String serial;

    @Option(
        names = "--reason",
        required = true,
        paramLabel = "REASON",
        description =
            "keyCompromise, superseded, cessationOfOperation, affiliationChanged,"
                + " privilegeWithdrawn, certificateHold, ... (RFC 5280 5.3.1)")
    private String reason;

    @Override
    public void run() {
      CertificateState revoked =
          AdminContact.with(admin::client, c -> c.revoke(digits(serial), new Revoke(reason)));
      output.terminal().result(text(revoked), fields(revoked));
    }
  }

  /** OpenSSL prints serial numbers with colons; the API wants none. */
  private static String digits(String serial) {
    return serial.replace(":", "");
  }

  private static String text(CertificateState c) {
    String revoked =
        c.revokedAt() == null ? "" : "%nrevoked  %s, %s".formatted(c.revokedAt(), c.reason());
    return """
    serial   %s
    subject  %s
    asked by %s
    profile  %s
    valid    %s to %s\
    """
            .formatted(
                c.serial(), c.subject(), c.identity(), c.profile(), c.notBefore(), c.notAfter())
        + revoked;
  }

  private static Map<String, Object> fields(CertificateState c) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("serial", c.serial());
    fields.put("subject", c.subject());
    fields.put("identity", c.identity());
    fields.put("label", c.label());
    fields.put("profile", c.profile());
    fields.put("notBefore", c.notBefore().toString());
    fields.put("notAfter", c.notAfter().toString());
    fields.put("issuedAt", c.issuedAt().toString());
    if (c.revokedAt() != null) {
      fields.put("revokedAt", c.revokedAt().toString());
      fields.put("reason", Objects.requireNonNullElse(c.reason(), ""));
    }
    if (c.pem() != null) {
      fields.put("pem", c.pem());
    }
    return fields;
  }
}
