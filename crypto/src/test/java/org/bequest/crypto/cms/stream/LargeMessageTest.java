package org.bequest.crypto.cms.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Content longer than the memory that there is goes through every layer and back. {@code
 * -Dbequest.stream.octets=1073741824} takes another length, in the same 64 MiB.
 */
class LargeMessageTest {
  private static final long OCTETS = Long.getLong("bequest.stream.octets", 96L << 20);

  @TempDir Path folder;

  @Test
  void aMessageNeedNotFitIntoMemory() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                LargeMessage.class.getName(),
                folder.resolve("message").toString(),
                String.valueOf(OCTETS))
            .redirectErrorStream(true)
            .start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    System.out.print(said);
    assertThat(said.lines().filter(line -> line.contains(OCTETS + " octets"))).hasSize(3);
  }
}
