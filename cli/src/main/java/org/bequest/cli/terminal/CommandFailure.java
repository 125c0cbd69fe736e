package org.bequest.cli.terminal;

import java.io.UncheckedIOException;

/**
 * A command cannot go on, for a reason that its user can act on. Shown as one or two lines on
 * standard error, never with a stack trace.
 */
public final class CommandFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ExitCode exitCode;
  private final String advice;

  /**
   * @param message what failed and why, with the server's request id when there is one
   * @param advice what to do; empty when the message says it
   */
  public CommandFailure(ExitCode exitCode, String message, String advice) {
    super(message);
    this.exitCode = exitCode;
    this.advice = advice;
  }

  public CommandFailure(ExitCode exitCode, String message) {
    this(exitCode, message, "");
  }

  /** A file of this machine that cannot be used. */
  public static CommandFailure local(UncheckedIOException e) {
    return new CommandFailure(ExitCode.LOCAL, e.getMessage() + ": " + e.getCause());
  }

  public ExitCode exitCode() {
    return exitCode;
  }

  public String advice() {
    return advice;
  }
}
