package org.bequest.cli.file;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bequest.cli.terminal.CommandFailure;
import org.bequest.cli.terminal.ExitCode;

/** Secrets come from files or standard input, never from arguments that other users can list. */
public final class SecretFile {
  private SecretFile() {}

  /** The first line without its end; {@code -} is standard input. */
  public static String firstLine(Path file) {
    String line = firstLineOrNothing(file);
    if (line.isEmpty()) {
      throw new CommandFailure(ExitCode.LOCAL, file + " has no first line");
    }
    return line;
  }

  /** The same, where an empty password may be meant. */
  public static String firstLineOrNothing(Path file) {
    try (InputStream bytes = file.toString().equals("-") ? System.in : Files.newInputStream(file);
        var lines = new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8))) {
      String line = lines.readLine();
      return line == null ? "" : line;
    } catch (IOException e) {
      throw new CommandFailure(ExitCode.LOCAL, "cannot read " + file + ": " + LocalFile.reason(e));
    }
  }
}
