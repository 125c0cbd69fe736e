package org.bequest.crypto.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The openssl of this machine. */
public final class OpenSsl {
  private OpenSsl() {}

  public static boolean isPresent() {
    try {
      return new ProcessBuilder("openssl", "version").start().waitFor() == 0;
    } catch (IOException | InterruptedException _) {
      return false;
    }
  }

  public static String text(String... arguments) throws Exception {
    return new String(run(List.of(arguments)), StandardCharsets.UTF_8);
  }

  public static byte[] run(List<String> arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("openssl"));
    command.addAll(arguments);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    byte[] output = process.getInputStream().readAllBytes();
    assertThat(process.waitFor())
        .as("%s: %s", command, new String(output, StandardCharsets.UTF_8))
        .isZero();
    return output;
  }
}
