package org.bequest.cli.device;

import java.time.Duration;
import picocli.CommandLine.Option;

/** How long a command waits for an answer that the server puts off (RFC 7030 4.2.3). */
final class WaitOption {
  @Option(
      names = "--wait",
      defaultValue = "0s",
      paramLabel = "TIME",
      description = "How long to go on asking while the server says pending.")
  private Duration wait;

  Duration longest() {
    return wait;
  }
}
