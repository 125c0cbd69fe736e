package org.bequest.cli.file;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.bequest.cli.terminal.CommandFailure;
import org.bequest.cli.terminal.ExitCode;
import org.bequest.crypto.key.ProtectedFile;

/** Files of this machine, with failures that say which file and why. */
public final class LocalFile {
  private LocalFile() {}

  /** Replaces the file as a whole, mode 0600. Its folder must be there. */
  public static void write(Path file, byte[] content) {
    try {
      ProtectedFile.write(file, content);
    } catch (IOException e) {
      throw new CommandFailure(ExitCode.LOCAL, "cannot write " + file + ": " + reason(e));
    }
  }

  /** The folder, made when it is not there. */
  public static Path folder(Path folder) {
    try {
      return Files.createDirectories(folder);
    } catch (IOException e) {
      throw new CommandFailure(ExitCode.LOCAL, "cannot make " + folder + ": " + reason(e));
    }
  }

  public static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new CommandFailure(ExitCode.LOCAL, "cannot read " + file + ": " + reason(e));
    }
  }

  /** Java names a file where it could give a reason. */
  public static String reason(IOException e) {
    return switch (e) {
      case NoSuchFileException _ -> "no such file or folder";
      case AccessDeniedException _ -> "no permission";
      default -> String.valueOf(e.getMessage());
    };
  }
}
