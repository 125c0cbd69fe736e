package org.bequest.crypto.cms.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.bequest.crypto.SmallHeap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Content longer than the memory that there is goes through every layer and back. */
class LargeMessageTest {
  private static final long OCTETS = SmallHeap.octets(96L << 20);

  @TempDir Path folder;

  @Test
  void aMessageNeedNotFitIntoMemory() throws Exception {
    assertThat(SmallHeap.run(LargeMessage.class, folder.resolve("message"), OCTETS))
        .filteredOn(line -> line.contains(OCTETS + " octets"))
        .hasSize(3);
  }
}
