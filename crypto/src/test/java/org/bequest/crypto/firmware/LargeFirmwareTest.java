package org.bequest.crypto.firmware;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.bequest.crypto.SmallHeap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An image longer than the memory that there is, in every shape and back. */
class LargeFirmwareTest {
  private static final long OCTETS = SmallHeap.octets(68L << 20);

  @TempDir Path folder;

  @Test
  void anImageNeedNotFitIntoMemory() throws Exception {
    assertThat(SmallHeap.run(LargeFirmware.class, folder, OCTETS))
        .filteredOn(line -> line.contains(OCTETS + " octets"))
        .hasSize(FirmwareShape.all().size());
  }
}
