package org.bequest.crypto.pkcs12;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The openssl of this machine. */
final class OpenSsl {
  private static final Pattern VERSION = Pattern.compile("OpenSSL (\\d+)\\.(\\d+)\\.");

  private OpenSsl() {}

  static boolean isPresent() {
    return isAtLeast(1, 0);
  }

  static boolean isAtLeast(int major, int minor) {
    try {
      Matcher version = VERSION.matcher(text(List.of("version")));
      return version.find()
          && (Integer.parseInt(version.group(1)) > major
              || (Integer.parseInt(version.group(1)) == major
                  && Integer.parseInt(version.group(2)) >= minor));
    } catch (IOException | InterruptedException _) {
      return false;
    }
  }

  static String text(List<String> arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("openssl"));
    command.addAll(arguments);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as("%s: %s", command, output).isZero();
    return output;
  }
}
