package org.bequest.cli;

import java.io.PrintWriter;
import java.time.Duration;
import org.bequest.cli.device.CaCerts;
import org.bequest.cli.device.Crls;
import org.bequest.cli.device.CsrAttrs;
import org.bequest.cli.device.Enroll;
import org.bequest.cli.device.FullCmc;
import org.bequest.cli.device.Reenroll;
import org.bequest.cli.device.Return;
import org.bequest.cli.device.ServerKeygen;
import org.bequest.cli.inspect.Inspect;
import org.bequest.cli.operator.Audit;
import org.bequest.cli.operator.Ca;
import org.bequest.cli.operator.Cert;
import org.bequest.cli.operator.Crl;
import org.bequest.cli.operator.Key;
import org.bequest.cli.operator.Label;
import org.bequest.cli.operator.Operator;
import org.bequest.cli.operator.Otp;
import org.bequest.cli.operator.Profile;
import org.bequest.cli.operator.Receipt;
import org.bequest.cli.operator.Request;
import org.bequest.cli.operator.Secret;
import org.bequest.cli.operator.User;
import org.bequest.cli.quickstart.Quickstart;
import org.bequest.cli.service.Config;
import org.bequest.cli.service.Init;
import org.bequest.cli.service.Serve;
import org.bequest.cli.terminal.CommandFailure;
import org.bequest.cli.terminal.CommandGroups;
import org.bequest.cli.terminal.DurationText;
import org.bequest.cli.terminal.ExitCode;
import org.bequest.cli.terminal.Terminal;
import org.bequest.cli.terminal.VersionText;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;

/**
 * The {@code bequest} command: {@code bequest <noun> <verb>}, and the RFC's own words for what a
 * device does.
 */
@Command(
    name = "bequest",
    description = "Enrollment over Secure Transport (RFC 7030) and its extensions (RFC 8295).",
    versionProvider = VersionText.class,
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    footer = {
      "",
      "Begin with: bequest quickstart",
      "Each command explains itself: bequest enroll --help"
    },
    subcommands = {
      Quickstart.class,
      Init.class,
      Serve.class,
      Config.class,
      CaCerts.class,
      CsrAttrs.class,
      Enroll.class,
      Reenroll.class,
      ServerKeygen.class,
      FullCmc.class,
      Return.class,
      Crls.class,
      Inspect.class,
      Otp.class,
      User.class,
      Secret.class,
      Label.class,
      Profile.class,
      Cert.class,
      Key.class,
      Receipt.class,
      Request.class,
      Crl.class,
      Ca.class,
      Operator.class,
      Audit.class
    })
public final class Main {
  /** Every subcommand stands in one of them; a test sees to it. */
  static final CommandGroups GROUPS =
      CommandGroups.of(
          new CommandGroups.Group("Service:", "quickstart", "init", "serve", "config"),
          new CommandGroups.Group(
              "Device:",
              "cacerts",
              "csrattrs",
              "enroll",
              "reenroll",
              "serverkeygen",
              "fullcmc",
              "return",
              "crls"),
          new CommandGroups.Group("Anybody:", "inspect"),
          new CommandGroups.Group(
              "Operator:",
              "otp",
              "user",
              "secret",
              "label",
              "profile",
              "cert",
              "key",
              "receipt",
              "request",
              "crl",
              "ca",
              "operator",
              "audit"));

  private Main() {}

  static void main(String[] arguments) {
    // Read once, when TLS is first used: lets a device name its anchors (RFC 7030 4.1.3).
    System.setProperty("jdk.tls.client.enableCAExtension", "true");
    PrintWriter out = new PrintWriter(System.out, false, System.out.charset());
    PrintWriter err = new PrintWriter(System.err, false, System.err.charset());
    System.exit(run(out, err, arguments));
  }

  /** Runs one command line; for {@link #main} and for tests. */
  static int run(PrintWriter out, PrintWriter err, String... arguments) {
    return commandLine().setOut(out).setErr(err).execute(arguments);
  }

  static CommandLine commandLine() {
    CommandLine command =
        new CommandLine(new Main())
            .registerConverter(Duration.class, new DurationText())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setUsageHelpAutoWidth(true)
            .setExecutionExceptionHandler(Main::failed);
    command.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, GROUPS);
    return command;
  }

  private static int failed(Exception failure, CommandLine command, ParseResult parsed) {
    Terminal terminal =
        new Terminal(
            command.getOut(),
            command.getErr(),
            false,
            false,
            Terminal.wantsColour(System.getenv()));
    if (failure instanceof CommandFailure expected) {
      terminal.failure(expected);
      return expected.exitCode().number();
    }
    terminal.failure(
        new CommandFailure(
            ExitCode.UNEXPECTED,
            "unexpected: " + failure,
            "This is a bug. Set BEQUEST_DEBUG=1 for the stack trace and report it."));
    if (System.getenv().containsKey("BEQUEST_DEBUG")) {
      failure.printStackTrace(command.getErr());
    }
    return ExitCode.UNEXPECTED.number();
  }
}
