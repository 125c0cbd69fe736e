package org.bequest.formats;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The command line of OpenSSL as an independent reader. */
public final class OpenSsl {
  private OpenSsl() {}

  /** What the command prints for this input, both streams. */
  public static String run(byte[] input, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("openssl"));
    command.addAll(List.of(arguments));
    Process process = start(command);
    try (OutputStream in = process.getOutputStream()) {
      in.write(input);
    }
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private static Process start(List<String> command) {
    try {
      return new ProcessBuilder(command).redirectErrorStream(true).start();
    } catch (IOException e) {
      return abort("openssl is not installed");
    }
  }
}
