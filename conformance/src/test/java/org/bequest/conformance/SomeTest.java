package org.bequest.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SomeTest {
  private static List<Object> values(long seed) {
    Some some = Some.seed(seed);
    return List.of(
        some.number(0, 1000), some.text(0, 9), some.oid(), some.second(), some.natural(512));
  }

  @Test
  void theSameSeedMakesTheSameValues() {
    assertThat(values(7)).isEqualTo(values(7)).isNotEqualTo(values(8));
  }

  @Test
  void valuesStayWithinTheirBoundsAndReachThem() {
    Set<Integer> numbers = new HashSet<>();
    List<BigInteger> naturals = new ArrayList<>();
    Some.check(some -> {
      numbers.add(some.number(0, 3));
      naturals.add(some.natural(9));
      assertThat(some.octets(2, 5)).hasSizeBetween(2, 5);
      assertThat(some.text(1, 4).codePoints().count()).isBetween(1L, 4L);
      assertThat(some.oid()).matches("[012](\\.(0|[1-9][0-9]*))+");
      assertThat(some.list(1, 2, some::yes)).hasSizeBetween(1, 2);
    });
    assertThat(numbers).containsExactlyInAnyOrder(0, 1, 2, 3);
    assertThat(naturals).contains(BigInteger.ZERO, BigInteger.valueOf(511));
    assertThat(naturals).allMatch(n -> n.signum() >= 0 && n.bitLength() <= 9);
  }

  @Test
  void everyChoiceComes() {
    Set<Optional<String>> chosen = new HashSet<>();
    Some.check(
        some -> chosen.add(some.perhaps(() -> some.<String>either(() -> "left", () -> "right"))));
    assertThat(chosen)
        .containsExactlyInAnyOrder(Optional.empty(), Optional.of("left"), Optional.of("right"));
  }

  @Test
  void aFailureNamesItsSeed() {
    assertThatThrownBy(() -> Some.check(some -> assertThat(some.number(0, 9)).isNotEqualTo(4)))
        .isInstanceOf(AssertionError.class)
        .hasMessageStartingWith("with seed ");
  }
}
