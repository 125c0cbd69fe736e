package org.bequest.ca.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** OpenSSL's command as a second opinion. */
public final class OpenSsl {
  /**
   * @param output standard output and standard error
   */
  public record Result(int status, String output) {}

  private final Path directory;

  public OpenSsl(Path directory) {
    this.directory = directory;
    Assumptions.assumeTrue(installed(), "openssl is not installed");
  }

  public Path pem(String file, String label, byte[] der) throws IOException {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    String text = "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
    return Files.writeString(directory.resolve(file), text);
  }

  public static Result run(Object... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("openssl"));
    for (Object argument : arguments) {
      command.add(argument.toString());
    }
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    byte[] output = process.getInputStream().readAllBytes();
    return new Result(process.waitFor(), new String(output, StandardCharsets.UTF_8));
  }

  private static boolean installed() {
    try {
      return run("version").status() == 0;
    } catch (IOException _) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
