package org.bequest.cli.operator;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bequest.admin.client.AdminClient;
import org.bequest.admin.message.AuditLine;
import org.bequest.admin.message.AuditVerdict;
import org.bequest.cli.terminal.CommandFailure;
import org.bequest.cli.terminal.ExitCode;
import org.bequest.cli.terminal.OutputOptions;
import org.bequest.cli.terminal.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bequest audit}: who did what, each entry chained to the one before. */
@Command(
    name = "audit",
    description = "The audit log: who did what, each entry chained to the one before.",
    footer = {"", "  bequest audit list --after 100 --json"},
    subcommands = {Audit.Listing.class, Audit.Verify.class})
public final class Audit {
  /** {@code bequest audit list}. */
  @Command(
      name = "list",
      description = "Show the entries in their order.",
      footer = {"", "  bequest audit list --after 100 --json"})
  static final class Listing implements Runnable {
    @Mixin private AdminOptions admin;
    @Mixin private OutputOptions output;

    @Option(
        names = "--after",
        defaultValue = "0",
        paramLabel = "N",
        description = "Only those after this number.")
    private long after;

    @Override
    public void run() {
      AdminContact.run(admin::client, client -> showAll(output.terminal(), client));
    }

    private void showAll(Terminal terminal, AdminClient client) {
      List<AuditLine> page = client.audit(after);
      while (!page.isEmpty()) {
        page.forEach(line -> show(terminal, line));
        page = client.audit(page.getLast().number());
      }
    }

    private static void show(Terminal terminal, AuditLine line) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("number", line.number());
      fields.put("at", line.at().toString());
      fields.put("action", line.action());
      fields.put("actor", line.actor());
      fields.put("subject", line.subject());
      fields.put("outcome", line.outcome());
      fields.put("details", line.details());
      fields.put("hash", line.hash());
      terminal.result(
          "%6d  %s  %-16s %s  %s  %s"
              .formatted(
                  line.number(),
                  line.at(),
                  line.action(),
                  line.actor(),
                  line.subject(),
                  line.outcome()),
          fields);
    }
  }

  /** {@code bequest audit verify}. */
  @Command(
      name = "verify",
      description = "Check the whole chain. Status 7 when an entry was changed or is missing.",
      footer = {"", "  bequest audit verify"})
  static final class Verify implements Runnable {
    @Mixin private AdminOptions admin;
    @Mixin private OutputOptions output;

    @Override
    public void run() {
      AuditVerdict verdict = AdminContact.with(admin::client, AdminClient::verifyAudit);
      if (verdict.firstBroken() != null) {
        throw new CommandFailure(
            ExitCode.UNTRUSTED,
            "entry " + verdict.firstBroken() + " of the audit log is not what was written",
            "Keep the database as it is, and compare it with a backup.");
      }
      output.terminal().result("the audit log is whole", Map.of("whole", verdict.whole()));
    }
  }
}
