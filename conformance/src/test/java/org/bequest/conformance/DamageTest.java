package org.bequest.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class DamageTest {
  private static final byte[] GOOD = {1, 2, 3};

  /** A refusal as the decoders have it: checked, and of this project. */
  private static final class Refused extends Exception {
    private static final long serialVersionUID = 1;
  }

  private static void strict(byte[] octets) throws Refused {
    if (octets.length != GOOD.length || octets[0] != 1) {
      throw new Refused();
    }
  }

  @Test
  void everyPrefixAndEveryOctetIsDamaged() {
    assertThat(Damage.prefixes(GOOD))
        .containsExactly(new byte[0], new byte[] {1}, new byte[] {1, 2});
    assertThat(Damage.of(GOOD)).hasSize(3 + 3 * 4).doesNotContain(GOOD);
    assertThat(Damage.flipped(GOOD, 1, 0x80)).containsExactly(1, 0x82, 3);
  }

  @Test
  void refusalsAreCounted() {
    assertThat(Damage.everywhere(GOOD, DamageTest::strict)).isEqualTo(3 + 4);
    Damage.everyTruncationIsRefused(GOOD, DamageTest::strict);
  }

  @Test
  void whatIsReadThoughItIsCutIsFound() {
    assertThatThrownBy(() -> Damage.everyTruncationIsRefused(GOOD, _ -> {}))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("the first 0 of 3");
  }

  @Test
  void whatEscapesIsFound() {
    assertThatThrownBy(() -> Damage.everywhere(GOOD, octets -> octets[2]++))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("escaped")
        .hasCauseInstanceOf(ArrayIndexOutOfBoundsException.class);
    Damage.Reader foreign =
        _ -> {
          throw new IOException();
        };
    assertThatThrownBy(() -> Damage.everywhere(GOOD, foreign)).isInstanceOf(AssertionError.class);
  }
}
