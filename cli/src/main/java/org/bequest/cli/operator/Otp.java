package org.bequest.cli.operator;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bequest.admin.client.AdminClient;
import org.bequest.admin.message.CreatedOtp;
import org.bequest.admin.message.NewOtp;
import org.bequest.admin.message.OtpState;
import org.bequest.cli.file.LocalFile;
import org.bequest.cli.terminal.OutputOptions;
import org.bequest.cli.terminal.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bequest otp}: one-time passwords for first enrolments. */
@Command(
    name = "otp",
    description = "One-time passwords, each for one first enrolment of one device.",
    footer = {"", "  bequest otp create --name device-7 --out otp.txt"},
    subcommands = {Otp.Create.class, Otp.Show.class, Otp.Withdraw.class})
public final class Otp {
  /** {@code bequest otp create}. */
  @Command(
      name = "create",
      description = "Make one. It is shown now and never again.",
      footer = {
        "",
        "  bequest otp create --name device-7 --validity 8h --out otp.txt",
        "and on the device:",
        "  bequest enroll --ca ca.pem --user device-7 --otp-file otp.txt --subject CN=device-7"
      })
  static final class Create implements Runnable {
    @Mixin private AdminOptions admin;
    @Mixin private OutputOptions output;

    @Option(
        names = "--name",
        required = true,
        paramLabel = "NAME",
        description = "The device: its user name, and the common name that it may have.")
    private String name;

    @Option(
        names = "--label",
        defaultValue = "",
        description = "The label under which it counts; the default label unless given.")
    private String label;

    @Option(
        names = "--validity",
        defaultValue = "24h",
        paramLabel = "TIME",
        description = "How long it may wait to be used. Default: ${DEFAULT-VALUE}")
    private Duration validity;

    @Option(
        names = "--out",
        paramLabel = "FILE",
        description = "Write it to this file, mode 0600, instead of showing it.")
    private @Nullable Path out;

    @Override
    public void run() {
      var asked = new NewOtp(name, label, validity);
      CreatedOtp made = AdminContact.with(admin::client, c -> c.createOtp(asked));
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("id", made.id());
      fields.put("name", made.name());
      fields.put("label", made.label());
      fields.put("expiresAt", made.expiresAt().toString());
      if (out == null) {
        fields.put("password", made.password());
        output.terminal().result(made.password(), fields);
      } else {
        LocalFile.write(out, (made.password() + "\n").getBytes(StandardCharsets.US_ASCII));
        fields.put("file", out.toString());
        output.terminal().result("password for " + made.name() + " in " + out, fields);
      }
      output.terminal().note("id " + made.id() + ", until " + made.expiresAt());
    }
  }

  /** {@code bequest otp list}. */
  @Command(
      name = "list",
      description = "Show all of them, but not the passwords.",
      footer = {"", "  bequest otp list --json"})
  static final class Show implements Runnable {
    @Mixin private AdminOptions admin;
    @Mixin private OutputOptions output;

    @Override
    public void run() {
      Terminal terminal = output.terminal();
      List<OtpState> all = AdminContact.with(admin::client, AdminClient::otps);
      all.forEach(otp -> show(terminal, otp));
      if (all.isEmpty()) {
        terminal.note("there is none");
      }
    }

    private static void show(Terminal terminal, OtpState otp) {
      String spent = otp.spentAt() == null ? "" : otp.spentAt().toString();
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("id", otp.id());
      fields.put("name", otp.name());
      fields.put("label", otp.label());
      fields.put("createdAt", otp.createdAt().toString());
      fields.put("expiresAt", otp.expiresAt().toString());
      if (!spent.isEmpty()) {
        fields.put("spentAt", spent);
      }
      String state = spent.isEmpty() ? "until " + otp.expiresAt() : "spent " + spent;
      String where = otp.label().isEmpty() ? "" : " [" + otp.label() + "]";
      terminal.result("%s  %-24s %s".formatted(otp.id(), otp.name() + where, state), fields);
    }
  }

  /** {@code bequest otp withdraw}. */
  @Command(
      name = "withdraw",
      description = "Make one useless that was not used.",
      footer = {"", "  bequest otp withdraw 4KQ7M2XWZ9AB"})
  static final class Withdraw implements Runnable {
    @Mixin private AdminOptions admin;
    @Mixin private OutputOptions output;

    @Parameters(paramLabel = "ID", description = "As list shows it.")
    private String id;

    @Override
    public void run() {
      AdminContact.run(admin::client, c -> c.withdrawOtp(id));
      output.terminal().result("withdrawn", Map.of("id", id, "withdrawn", true));
    }
  }
}
