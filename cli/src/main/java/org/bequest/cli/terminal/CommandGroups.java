package org.bequest.cli.terminal;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.IHelpSectionRenderer;

/** The list of commands in {@code --help}, by who uses them. */
public record CommandGroups(List<Group> groups) implements IHelpSectionRenderer {
  /** Commands under one title, in the order of the page. */
  public record Group(String title, List<String> commands) {
    public Group(String title, String... commands) {
      this(title, List.of(commands));
    }
  }

  public CommandGroups {
    groups = List.copyOf(groups);
  }

  public static CommandGroups of(Group... groups) {
    return new CommandGroups(List.of(groups));
  }

  @Override
  public String render(Help help) {
    return groups.stream().map(group -> text(help, group)).collect(Collectors.joining());
  }

  private static String text(Help help, Group group) {
    String lines =
        group.commands().stream()
            .map(name -> line(name, command(help, name)))
            .collect(Collectors.joining());
    return help.createHeading("%n" + group.title() + "%n") + lines;
  }

  private static CommandLine command(Help help, String name) {
    return Objects.requireNonNull(
        help.commandSpec().subcommands().get(name), "a group names a command that is not there");
  }

  private static String line(String name, CommandLine command) {
    String description = String.join(" ", command.getCommandSpec().usageMessage().description());
    return "  %-12s%s%n".formatted(name, description);
  }
}
