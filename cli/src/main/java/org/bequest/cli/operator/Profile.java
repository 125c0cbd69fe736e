package org.bequest.cli.operator;

import java.util.List;
import org.bequest.admin.client.AdminClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code bequest profile}: kinds of certificates, as the server has them in force. */
@Command(
    name = "profile",
    description = "Profiles: kinds of certificates, as the running server has them in force.",
    footer = {"", "  bequest profile show device"},
    subcommands = {Profile.Listing.class, Profile.Show.class})
public final class Profile {
  /** {@code bequest profile list}. */
  @Command(
      name = "list",
      description = "List the profiles.",
      footer = {"", "  bequest profile list"})
  static final class Listing implements Runnable {
    @Mixin private SectionOptions sections;

    @Override
    public void run() {
      sections.list(AdminClient::profiles, List.of("validity", "key-usage", "extended-key-usage"));
    }
  }

  /** {@code bequest profile show}. */
  @Command(
      name = "show",
      description = "Show everything that a profile says, with what nobody configured filled in.",
      footer = {"", "  bequest profile show device --json"})
  static final class Show implements Runnable {
    @Mixin private SectionOptions sections;

    @Parameters(paramLabel = "NAME", description = "As list shows it.")
    private String name;

    @Override
    public void run() {
      sections.show(AdminClient::profile, name);
    }
  }
}
