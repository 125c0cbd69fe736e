package org.bequest.cli.service;

import java.nio.file.Path;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.bequest.cli.terminal.CommandFailure;
import org.bequest.cli.terminal.ExitCode;
import org.bequest.server.config.ConfigFault;
import org.bequest.server.config.Configuration;
import org.bequest.server.config.Settings;
import org.bequest.server.setup.StartException;

/** What can go wrong before a server serves, in the terms of a command. */
public final class Starting {
  private static final String NEXT_LINE = System.lineSeparator() + "         ";

  private Starting() {}

  /** The settings of a file, or every fault of it as the command's failure. */
  public static Settings settings(Path file) {
    return switch (Configuration.load(file)) {
      case Configuration.Result.Loaded loaded -> loaded.settings();
      case Configuration.Result.Invalid invalid ->
          throw new CommandFailure(
              ExitCode.USAGE,
              invalid.faults().stream()
                  .map(ConfigFault::toString)
                  .collect(Collectors.joining(NEXT_LINE)));
    };
  }

  public static <T> T with(Supplier<T> start) {
    try {
      return start.get();
    } catch (StartException e) {
      throw failure(e);
    }
  }

  static CommandFailure failure(StartException e) {
    ExitCode code =
        switch (e.kind()) {
          case CONFIGURATION -> ExitCode.USAGE;
          case LOCAL -> ExitCode.LOCAL;
        };
    return new CommandFailure(code, String.valueOf(e.getMessage()));
  }
}
