package org.bequest.cli.operator;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.function.Function;
import org.bequest.admin.client.AdminClient;
import org.bequest.admin.message.CaState;
import org.bequest.admin.message.RolloverOutlook;
import org.bequest.admin.message.RolloverRetire;
import org.bequest.admin.message.RolloverStart;
import org.bequest.cli.file.LocalFile;
import org.bequest.cli.file.SecretFile;
import org.bequest.cli.terminal.CommandFailure;
import org.bequest.cli.terminal.ExitCode;
import org.bequest.cli.terminal.OutputOptions;
import org.bequest.cli.terminal.SigningKeyName;
import org.bequest.cli.terminal.Terminal;
import org.bequest.crypto.KeyAlgorithm;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bequest ca rollover}: new keys for the authority (RFC 4210 4.4). */
@Command(
    name = "rollover",
    description = "New keys for the authority: plan, start, status, activate, retire.",
    footer = {
      "",
      "In this order, with weeks between the steps (docs/manual/ca-rollover.md):",
      "  bequest ca rollover plan",
      "  bequest ca rollover start",
      "  bequest ca rollover activate",
      "  bequest ca rollover retire"
    },
    subcommands = {
      Rollover.Plan.class,
      Rollover.Start.class,
      Rollover.Status.class,
      Rollover.Activate.class,
      Rollover.Retire.class
    })
public final class Rollover {
  /** A step: done, or nothing to do. */
  private static void step(
      AdminOptions admin, Terminal terminal, Function<AdminClient, CaState> step) {
    CaState state = AdminContact.with(admin::client, step);
    if (!state.changed()) {
      throw new CommandFailure(ExitCode.NOTHING_TO_DO, state.what());
    }
    terminal.note(state.what());
    CaKeyLines.show(terminal, state);
  }

  /** {@code bequest ca rollover plan}. */
  @Command(
      name = "plan",
      description = "Say what a roll-over would make, and when each step is sensible.",
      footer = {"", "  bequest ca rollover plan --issuing-only"})
  static final class Plan implements Runnable {
    @Mixin private AdminOptions admin;
    @Mixin private OutputOptions output;

    @Option(names = "--issuing-only", description = "A new issuing key under the present root.")
    private boolean issuingOnly;

    @Override
    public void run() {
      Terminal terminal = output.terminal();
      RolloverOutlook plan = AdminContact.with(admin::client, c -> c.planRollover(issuingOnly));
      RolloverPlanLines.show(terminal, plan);
    }
  }

  /** {@code bequest ca rollover start}. */
  @Command(
      name = "start",
      description = "Make the next keys and publish them; the present key goes on issuing.",
      footer = {
        "",
        "Where the root's key was moved to a safe place:",
        "  bequest ca rollover start --root-key /media/safe/root.p12 --root-password-file pw"
      })
  static final class Start implements Runnable {
    @Mixin private AdminOptions admin;
    @Mixin private OutputOptions output;

    @Option(names = "--issuing-only", description = "A new issuing key under the present root.")
    private boolean issuingOnly;

    @Option(
        names = "--root-key",
        paramLabel = "FILE",
        description = "PKCS#12 with the present root's key. Default: root.p12 of the server.")
    private @Nullable Path rootKey;

    @Option(
        names = "--root-password-file",
        paramLabel = "FILE",
        description = "File whose first line is its password; - reads standard input.")
    private @Nullable Path rootPassword;

    @Option(
        names = "--key-algorithm",
        paramLabel = "NAME",
        converter = SigningKeyName.class,
        description = "Of both keys: p256, p384, rsa-3072, ... Default: as the present key")
    private @Nullable KeyAlgorithm algorithm;

    @Option(
        names = "--root-validity",
        defaultValue = "0s",
        paramLabel = "TIME",
        description = "Such as 7300d. Default: as long as the present root")
    private Duration rootValidity;

    @Option(
        names = "--issuing-validity",
        defaultValue = "0s",
        paramLabel = "TIME",
        description = "Such as 3650d. Default: as long as the present key")
    private Duration issuingValidity;

    @Override
    public void run() {
      if ((rootKey == null) != (rootPassword == null)) {
        throw new CommandFailure(
            ExitCode.USAGE, "--root-key and --root-password-file are given together");
      }
      RolloverStart asked =
          new RolloverStart(
              issuingOnly,
              algorithm == null ? "" : algorithm.configName(),
              rootValidity,
              issuingValidity,
              rootKey == null ? "" : Base64.getEncoder().encodeToString(LocalFile.read(rootKey)),
              rootPassword == null ? "" : SecretFile.firstLine(rootPassword));
      step(admin, output.terminal(), c -> c.startRollover(asked));
    }
  }

  /** {@code bequest ca rollover status}. */
  @Command(
      name = "status",
      description = "Show the keys, and what is still in use under each.",
      footer = {"", "  bequest ca rollover status --json"})
  static final class Status implements Runnable {
    @Mixin private AdminOptions admin;
    @Mixin private OutputOptions output;

    @Override
    public void run() {
      CaState state = AdminContact.with(admin::client, AdminClient::ca);
      CaKeyLines.show(output.terminal(), state);
    }
  }

  /** {@code bequest ca rollover activate}. */
  @Command(
      name = "activate",
      description = "Issue by the next key from now on. What the old key issued goes on counting.",
      footer = {"", "  bequest ca rollover activate"})
  static final class Activate implements Runnable {
    @Mixin private AdminOptions admin;
    @Mixin private OutputOptions output;

    @Override
    public void run() {
      step(admin, output.terminal(), AdminClient::activateRollover);
    }
  }

  /** {@code bequest ca rollover retire}. */
  @Command(
      name = "retire",
      description = "Take the old key, its root and the links away: nothing of it counts any more.",
      footer = {"", "  bequest ca rollover retire --force"})
  static final class Retire implements Runnable {
    @Mixin private AdminOptions admin;
    @Mixin private OutputOptions output;

    @Option(names = "--force", description = "Although certificates under the old key are in use.")
    private boolean force;

    @Override
    public void run() {
      step(admin, output.terminal(), c -> c.retireRollover(new RolloverRetire(force)));
    }
  }
}
