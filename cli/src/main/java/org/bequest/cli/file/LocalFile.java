package org.bequest.cli.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bequest.cli.terminal.CommandFailure;
import org.bequest.cli.terminal.ExitCode;
import org.bequest.crypto.key.ProtectedFile;

/** Files of this machine, with failures that say which file and why. */
public final class LocalFile {
  private LocalFile() {}

  /** Replaces the file as a whole. */
  public static void write(Path file, byte[] content) {
    try {
      ProtectedFile.write(file, content);
    } catch (IOException e) {
      throw new CommandFailure(ExitCode.LOCAL, "cannot write " + file + ": " + e.getMessage());
    }
  }

  public static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new CommandFailure(ExitCode.LOCAL, "cannot read " + file + ": " + e.getMessage());
    }
  }
}
