package org.bequest.crypto.firmware;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An image longer than the memory that there is, in every shape and back. {@code
 * -Dbequest.stream.octets=1073741824} takes another length, in the same 64 MiB.
 */
class LargeFirmwareTest {
  private static final long OCTETS = Long.getLong("bequest.stream.octets", 68L << 20);

  @TempDir Path folder;

  @Test
  void anImageNeedNotFitIntoMemory() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                LargeFirmware.class.getName(),
                folder.toString(),
                String.valueOf(OCTETS))
            .redirectErrorStream(true)
            .start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    System.out.print(said);
    assertThat(said.lines().filter(line -> line.contains(OCTETS + " octets")))
        .hasSize(FirmwareShape.all().size());
  }
}
