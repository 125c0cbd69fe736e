package org.bequest.cli.operator;

import java.util.List;
import org.bequest.admin.client.AdminClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code bequest label}: what each path segment stands for, and what it would decide. */
@Command(
    name = "label",
    description = "Labels: who enrols under a path, for which names, and why not.",
    footer = {
      "",
      "  bequest label show plant7",
      "  bequest label test plant7 --csr pump.csr --otp pump-7"
    },
    subcommands = {Label.Listing.class, Label.Show.class, LabelTest.class})
public final class Label {
  /** {@code bequest label list}. */
  @Command(
      name = "list",
      description = "List the labels.",
      footer = {"", "  bequest label list"})
  static final class Listing implements Runnable {
    @Mixin private SectionOptions sections;

    @Override
    public void run() {
      sections.list(AdminClient::labels, List.of("profile", "authenticators", "linking"));
    }
  }

  /** {@code bequest label show}. */
  @Command(
      name = "show",
      description = "Show everything that a label says, with what nobody configured filled in.",
      footer = {"", "  bequest label show default --json"})
  static final class Show implements Runnable {
    @Mixin private SectionOptions sections;

    @Parameters(
        paramLabel = "NAME",
        description = "As list shows it; default is the one without a path segment.")
    private String name;

    @Override
    public void run() {
      sections.show(AdminClient::label, name);
    }
  }
}
