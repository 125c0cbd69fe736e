package org.bequest.cli.operator;

import java.util.LinkedHashMap;
import java.util.Map;
import org.bequest.admin.message.SentPackage;
import org.bequest.cli.terminal.OutputOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bequest receipt}: which keys were sent to whom, and what came back about them. */
@Command(
    name = "receipt",
    description = "Keys that were sent to devices, and what they say of them: list.",
    footer = {"", "  bequest receipt list --state open"},
    subcommands = Receipt.Listing.class)
public final class Receipt {
  /** {@code bequest receipt list}. */
  @Command(
      name = "list",
      description = "Show the newest ones, the newest first.",
      footer = {
        "",
        "  bequest receipt list --state error --label plant7",
        "and the next page, after the last package of this one:",
        "  bequest receipt list --after 5f3ab2c9d07e41b6a8c3f1e2d4b59670"
      })
  static final class Listing implements Runnable {
    @Mixin private AdminOptions admin;
    @Mixin private OutputOptions output;

    @Option(
        names = "--state",
        defaultValue = "",
        description = "open (nothing came back), receipt or error.")
    private String state;

    @Mixin private PageOptions page;

    @Override
    public void run() {
      var found = AdminContact.with(admin::client, c -> c.sentPackages(page.filters(state)));
      output.terminal().list(found, Listing::line, Listing::fields);
    }

    private static String line(SentPackage sent) {
      String word = sent.error() == null ? sent.state() : "error " + sent.error();
      return "%s  %-8s  %s  %s  %s  %s"
          .formatted(sent.id(), word, sent.sentAt(), sent.form(), sent.identity(), sent.subject());
    }

    private static Map<String, Object> fields(SentPackage sent) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("id", sent.id());
      fields.put("state", sent.state());
      fields.put("label", sent.label());
      fields.put("identity", sent.identity());
      fields.put("form", sent.form());
      fields.put("serial", sent.serial());
      fields.put("subject", sent.subject());
      fields.put("receiptAsked", sent.receiptAsked());
      fields.put("sentAt", sent.sentAt().toString());
      put(fields, "error", sent.error());
      put(fields, "returnedAt", sent.returnedAt());
      put(fields, "returnedBy", sent.returnedBy());
      return fields;
    }

    private static void put(Map<String, Object> fields, String name, @Nullable Object value) {
      if (value != null) {
        fields.put(name, value.toString());
      }
    }
  }
}
