package org.bequest.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

class VectorsTest {
  @Test
  void anAbsentVectorSkipsTheTestThatNeedsIt() {
    assertThatThrownBy(() -> Vectors.shared("no-such-vector"))
        .isInstanceOf(TestAbortedException.class)
        .hasMessageContaining("no-such-vector");
  }

  @Test
  void aPresentVectorHasTheOctetsOfItsIndex() {
    assertThat(Vectors.shared("rfc5934-hex-terse-apex-confirm")).hasSize(12).startsWith(0x30, 0x0a);
  }
}
