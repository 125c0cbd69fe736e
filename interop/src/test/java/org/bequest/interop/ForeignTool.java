package org.bequest.interop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A program of this machine that is not ours, run in one folder. A test whose program is missing is
 * skipped and says which package has it.
 */
public record ForeignTool(String name, Path folder) {
  private static final long SECONDS = 60;

  /**
   * @param debianPackage told to whoever reads why the test was skipped
   */
  public static ForeignTool required(String name, String debianPackage, Path folder) {
    boolean found =
        Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
            .anyMatch(d -> Files.isExecutable(Path.of(d, name)));
    assumeTrue(found, name + " is not installed (Debian package " + debianPackage + ")");
    return new ForeignTool(name, folder);
  }

  /** What it printed; it must have ended well. */
  public Output run(String... arguments) {
    return runWith(new byte[0], arguments);
  }

  /** The same, and what it printed is in this file of the folder. */
  public void runTo(String file, String... arguments) throws IOException {
    Files.write(folder.resolve(file), run(arguments).bytes());
  }

  public Output runWith(byte[] input, String... arguments) {
    Output output = attempt(input, arguments);
    assertThat(output.status())
        .as("%s %s%n%s%s", name, List.of(arguments), output.text(), output.errors())
        .isZero();
    return output;
  }

  /** The same, whatever it ends with. */
  public Output attempt(byte[] input, String... arguments) {
    try {
      Path out = Files.createTempFile(folder, name, ".out");
      Path err = Files.createTempFile(folder, name, ".err");
      var command = new ArrayList<String>(List.of(name));
      command.addAll(List.of(arguments));
      Process process =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectOutput(out.toFile())
              .redirectError(err.toFile())
              .start();
      try (OutputStream stdin = process.getOutputStream()) {
        stdin.write(input);
      }
      return new Output(status(process), Files.readAllBytes(out), Files.readString(err));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private int status(Process process) {
    try {
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError(name + " did not end within " + SECONDS + " s");
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while waiting for " + name, e);
    }
  }

  /** How a program ended and what it said. */
  public record Output(int status, byte[] bytes, String errors) {
    public String text() {
      return new String(bytes, UTF_8);
    }
  }
}
