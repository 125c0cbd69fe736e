package org.bequest.formats.pal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.util.List;
import org.bequest.conformance.Requirement;
import org.junit.jupiter.api.Test;

class PalPartsTest {
  private static URI location(int number) {
    return PalFixture.uri(PalPackageType.ADDITIONAL_PAL, "/" + number);
  }

  private static List<Pal> parts(int entries, int most) {
    return new PalParts(PalFormat.JSON, most, PalPartsTest::location).of(PalFixture.of(entries));
  }

  @Test
  @Requirement({"R8295-2.1.1-1", "R8295-2.1.1-2"})
  void partsKeepTheRulesAndEveryEntry() {
    for (int most : new int[] {2, 3, 32}) {
      for (int entries = 0; entries <= 70; entries++) {
        List<Pal> parts = parts(entries, most);
        assertThat(parts)
            .allMatch(part -> part.faults().isEmpty() && part.entries().size() <= most);
        assertThat(parts.stream().flatMap(part -> part.packages().stream()))
            .isEqualTo(PalFixture.of(entries).entries());
      }
    }
  }

  @Test
  @Requirement("R8295-2.1-5")
  void eachPartPointsToTheNextWithItsSize() {
    List<Pal> parts = parts(100, 32);
    assertThat(parts).hasSize(4);
    for (int i = 0; i < 3; i++) {
      int size = PalFormat.JSON.write(parts.get(i + 1)).length;
      assertThat(parts.get(i).entries()).hasSize(32);
      assertThat(parts.get(i).additional())
          .contains(PalEntry.offer(PalPackageType.ADDITIONAL_PAL, size, location(i + 1)));
    }
    assertThat(parts.getLast().additional()).isEmpty();
  }

  @Test
  void noListIsDividedForNothing() {
    assertThat(parts(0, 32)).containsExactly(new Pal(List.of()));
    assertThat(parts(32, 32)).hasSize(1);
    assertThat(parts(33, 32)).hasSize(2);
    assertThat(parts(63, 32)).hasSize(2);
    assertThat(parts(64, 32)).hasSize(3);
  }

  @Test
  void aPartIsNotDividedAndHasRoomForTwo() {
    PalParts parts = new PalParts(PalFormat.JSON, 32, PalPartsTest::location);
    assertThatIllegalArgumentException().isThrownBy(() -> parts.of(PalFixture.everyType()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PalParts(PalFormat.JSON, 1, PalPartsTest::location));
  }
}
