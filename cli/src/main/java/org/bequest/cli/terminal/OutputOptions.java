package org.bequest.cli.terminal;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** How every command may be told to speak. */
public final class OutputOptions {
  @Spec(Target.MIXEE)
  private CommandSpec command;

  @Option(names = "--json", description = "Results as JSON, one object a line.")
  private boolean json;

  @Option(names = "--quiet", description = "No remarks on standard error.")
  private boolean quiet;

  public Terminal terminal() {
    var line = command.commandLine();
    boolean colour = Terminal.wantsColour(System.getenv());
    return new Terminal(line.getOut(), line.getErr(), json, quiet, colour);
  }
}
