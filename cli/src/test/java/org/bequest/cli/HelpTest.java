package org.bequest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.bequest.cli.terminal.CommandGroups;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class HelpTest {
  @Test
  void everyCommandStandsInOneGroup() {
    List<String> grouped = new ArrayList<>();
    for (CommandGroups.Group group : Main.GROUPS.groups()) {
      grouped.addAll(group.commands());
    }

    assertThat(grouped)
        .containsExactlyInAnyOrderElementsOf(
            Main.commandLine().getSubcommands().values().stream()
                .distinct()
                .map(CommandLine::getCommandName)
                .toList());
  }

  @Test
  void everyCommandShowsAnExample() {
    for (CommandLine command : all(Main.commandLine())) {
      assertThat(command.getCommandSpec().usageMessage().footer())
          .as(command.getCommandSpec().qualifiedName())
          .anyMatch(line -> line.contains("bequest "));
    }
  }

  @Test
  void everyCommandThatDoesSomethingSpeaksJson() {
    for (CommandLine command : all(Main.commandLine())) {
      if (command.getSubcommands().isEmpty()) {
        assertThat(command.getCommandSpec().optionsMap())
            .as(command.getCommandSpec().qualifiedName())
            .containsKeys("--json", "--quiet", "--help");
      }
    }
  }

  @Test
  void helpListsTheGroupsAndEndsWithSuccess() {
    CommandRun run = CommandRun.of("--help");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("Service:", "Device:", "Operator:", "quickstart", "enroll");
  }

  @Test
  void anUnknownCommandIsWrongUsage() {
    CommandRun run = CommandRun.of("frobnicate");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("frobnicate");
  }

  private static List<CommandLine> all(CommandLine command) {
    List<CommandLine> found = new ArrayList<>();
    found.add(command);
    command.getSubcommands().values().stream().distinct().forEach(c -> found.addAll(all(c)));
    return found;
  }
}
