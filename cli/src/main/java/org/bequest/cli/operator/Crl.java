package org.bequest.cli.operator;

import java.util.Map;
import org.bequest.admin.client.AdminClient;
import org.bequest.admin.message.PublishedCrl;
import org.bequest.cli.terminal.OutputOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code bequest crl}: revocation lists. */
@Command(
    name = "crl",
    description = "Revocation lists.",
    footer = {"", "  bequest crl publish"},
    subcommands = Crl.Publish.class)
public final class Crl {
  /** {@code bequest crl publish}. */
  @Command(
      name = "publish",
      description = "Publish a revocation list now, instead of when the next one is due.",
      footer = {"", "  bequest crl publish --json"})
  static final class Publish implements Runnable {
    @Mixin private AdminOptions admin;
    @Mixin private OutputOptions output;

    @Override
    public void run() {
      PublishedCrl list = AdminContact.with(admin::client, AdminClient::publishCrl);
      output
          .terminal()
          .result(
              "revocation list %d, %d octets".formatted(list.number(), list.size()),
              Map.of("number", list.number(), "size", list.size()));
    }
  }
}
