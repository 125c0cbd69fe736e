package org.bequest.formats.cmc.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.bequest.conformance.Damage;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.asn1.Limits;
import org.bequest.formats.cmc.CmcFixture;
import org.junit.jupiter.api.Test;

class ControlTest {
  private static final Limits LIMITS = new Limits(1 << 20, 32, 10_000);

  @Test
  void everyControlComesBackAsItWas() throws Exception {
    for (Control control : CmcFixture.controls()) {
      Control read = Control.decode(control.type(), Encoded.setOf(control.values()));
      assertThat(read).isEqualTo(control);
      assertThat(read.values()).isEqualTo(control.values());
    }
  }

  @Test
  void damagedControlsAreRefusedOrReadAsOthers() {
    for (Control control : CmcFixture.controls()) {
      byte[] good = Encoded.setOf(control.values()).octets();
      int refused =
          Damage.everywhere(
              good, octets -> Control.decode(control.type(), Encoded.ber(octets, LIMITS)).values());
      assertThat(refused).as(control.toString()).isPositive();
    }
  }

  @Test
  void aKnownControlHasOneValue() {
    for (Control control : CmcFixture.controls()) {
      if (control instanceof Unknown) {
        continue;
      }
      Encoded value = control.values().getFirst();
      for (Encoded values :
          List.of(Encoded.setOf(List.of()), Encoded.setOf(List.of(value, value)))) {
        assertThatExceptionOfType(MalformedException.class)
            .isThrownBy(() -> Control.decode(control.type(), values));
      }
    }
  }

  /** Numbers that RFC 5272 and RFC 6402 give out; 36 is an attribute of requests. */
  @Test
  void everyNumberOfTheTableIsOneOfTheRfcs() {
    Set<Integer> numbers =
        Arrays.stream(ControlType.values()).map(ControlType::number).collect(Collectors.toSet());
    assertThat(numbers).hasSize(ControlType.values().length);
    assertThat(numbers)
        .isSubsetOf(
            1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 15, 16, 17, 18, 19, 21, 22, 23, 24, 25, 26, 27, 28,
            29, 30, 31, 32, 33, 34, 35, 37);
  }
}
