package org.bequest.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class StepsTest {

  /** Readers of known cost. */
  private static final class Readers {
    private static void loops(byte[] octets) {
      int sum = 0;
      for (byte octet : octets) {
        sum += octet;
      }
      assertThat(sum).isNotNegative();
    }

    private static void nests(byte[] octets) {
      for (int i = 0; i < octets.length; i++) {
        loops(octets);
      }
    }

    private static void slices(byte[] octets) {
      byte[] rest = octets;
      while (rest.length > 0) {
        rest = Arrays.copyOfRange(rest, 1, rest.length);
      }
    }

    private static void clones(byte[] octets) {
      byte[] last = octets;
      for (byte _ : octets) {
        last = last.clone();
      }
      assertThat(last).isEqualTo(octets);
    }

    private static void searches(byte[] octets) {
      List<Integer> seen = new ArrayList<>();
      for (int i = 0; i < octets.length; i++) {
        if (!seen.contains(i)) {
          seen.add(i);
        }
      }
    }

    private static void copies(byte[] octets) {
      List<Byte> seen = new ArrayList<>();
      for (byte octet : octets) {
        seen.add(octet);
        seen = new ArrayList<>(seen);
      }
    }

    private static void concatenates(byte[] octets) {
      String text = "";
      for (byte octet : octets) {
        text += octet;
      }
      assertThat(text).isNotEmpty();
    }

    private static void streams(byte[] octets) {
      for (int i = 0; i < octets.length; i++) {
        new ByteArrayInputStream(octets).readAllBytes();
      }
    }

    private static void fails(byte[] octets) {
      throw new IllegalStateException("of " + octets.length);
    }
  }

  @Test
  void theSameOctetsTakeTheSameSteps() {
    long first = Steps.of(Readers::loops, new byte[1000]);
    assertThat(first).isEqualTo(Steps.of(Readers::loops, new byte[1000])).isBetween(1000L, 1100L);
    assertThat(Steps.of(Readers::loops, new byte[2000])).isEqualTo(first + 1000);
  }

  @Test
  void aLoopIsLinear() {
    Steps.areLinear(Readers::loops, byte[]::new, 1000);
    Steps.areLinear(octets -> Readers.loops(octets.clone()), byte[]::new, 1000);
  }

  @Test
  void whateverHidesALoopInALoopIsFound() {
    List<Steps.Reader> square =
        List.of(
            Readers::nests,
            Readers::slices,
            Readers::clones,
            Readers::searches,
            Readers::copies,
            Readers::concatenates,
            Readers::streams);
    for (Steps.Reader reader : square) {
      assertThatThrownBy(() -> Steps.areLinear(reader, byte[]::new, 200))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("steps over 400 elements");
    }
  }

  @Test
  void whatIsNotReadIsNotCounted() {
    assertThatThrownBy(() -> Steps.of(Readers::fails, new byte[3]))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("of 3");
    assertThatThrownBy(() -> Steps.areLinear(Readers::loops, _ -> new byte[9], 4))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("octets of 8 elements");
  }

  @Test
  void aReaderThatCapturesIsNotTaken() {
    List<byte[]> captured = new ArrayList<>();
    assertThatThrownBy(() -> Steps.of(captured::add, new byte[3]))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
