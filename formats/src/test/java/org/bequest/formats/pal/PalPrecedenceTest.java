package org.bequest.formats.pal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.bequest.conformance.Requirement;
import org.bequest.conformance.Some;
import org.bequest.formats.pal.PalPrecedence.Group;
import org.bequest.formats.wire.EstOperation;
import org.junit.jupiter.api.Test;

class PalPrecedenceTest {

  @Test
  @Requirement("R8295-2.3-2")
  void eachTypeHasTheRankOfItsOperation() {
    Map<Group, List<Integer>> ranks = new EnumMap<>(Group.class);
    for (PalPackageType type : PalPackageType.values()) {
      ranks.computeIfAbsent(PalPrecedence.group(type), _ -> new ArrayList<>()).add(type.number());
    }
    assertThat(ranks.get(Group.VALIDATION)).containsExactly(2, 4, 5);
    assertThat(ranks.get(Group.ATTRIBUTES)).containsExactly(6, 13);
    assertThat(ranks.get(Group.ENROLMENT))
        .containsExactly(7, 8, 9, 10, 11, 12, 14, 15, 16, 17, 18, 19);
    assertThat(ranks.get(Group.ADDITIONAL)).containsExactly(1);
    assertThat(ranks.get(Group.UNKNOWN)).containsExactly(0);
    assertThat(ranks.get(Group.PRODUCTS)).hasSize(19).contains(3, 20, 23, 24, 26, 28, 37);
  }

  @Test
  @Requirement({"R8295-2.3-2", "R8295-2.1.1-1"})
  void aListInOrderKeepsTheOrderOfTheRfc() {
    List<PalEntry> shuffled = new ArrayList<>(PalFixture.everyType().entries());
    shuffled.add(new PalEntry(999, null, 0, shuffled.getFirst().info()));
    Collections.shuffle(shuffled, new Random(8295));
    List<PalEntry> entries = Pal.inOrder(shuffled).entries();
    assertThat(entries).containsExactlyInAnyOrderElementsOf(shuffled);
    assertThat(entries.subList(0, 3)).extracting(PalEntry::number).containsOnly(2, 4, 5);
    assertThat(entries.subList(3, 5)).extracting(PalEntry::number).containsOnly(6, 13);
    assertThat(entries.subList(5, 13))
        .as("what an authority provides, before what the client shall begin")
        .extracting(PalEntry::number)
        .containsOnly(8, 9, 11, 12, 15, 16, 18, 19);
    assertThat(entries.subList(13, 17)).extracting(PalEntry::number).containsOnly(7, 10, 14, 17);
    assertThat(entries.subList(17, 28))
        .as("packages before receipts for them")
        .allMatch(e -> !e.type().orElseThrow().action().asks());
    assertThat(entries.get(36).number()).isEqualTo(999);
    assertThat(entries.getLast().number()).isEqualTo(1);
  }

  /**
   * Where the figure stands: its media type application/pkcs7-smime is a misprint for pkcs7-mime,
   * and what the client posts is labelled a response.
   */
  @Test
  @Requirement("R8295-2.3-2")
  void theStepsOfAppendixAAreInOrder() {
    List<List<Integer>> steps =
        List.of(
            List.of(2),
            List.of(4, 5),
            List.of(6, 13),
            List.of(7, 10, 14, 17),
            List.of(26, 28, 24, 3));
    List<PalEntry> entries =
        steps.stream()
            .flatMap(List::stream)
            .map(number -> PalFixture.entry(PalPackageType.of(number).orElseThrow()))
            .toList();
    assertThat(Pal.inOrder(entries).entries()).isEqualTo(entries);
    assertThat(EstOperation.CA_CERTS.responseTypes()).containsExactly("application/pkcs7-mime");
    assertThat(EstOperation.FIRMWARE_RETURN.requestType()).isEqualTo("application/cms");
    assertThat(EstOperation.FIRMWARE_RETURN.responseTypes()).isEmpty();
  }

  @Test
  @Requirement("R8295-2.3-4")
  void whatWasNeverFetchedComesFirstWithinItsRank() {
    PalEntry oldFirmware = PalFixture.entry(PalPackageType.FIRMWARE).fetched(PalFixture.YESTERDAY);
    PalEntry newKeys = PalFixture.entry(PalPackageType.SYMMETRIC_KEY);
    PalEntry oldCrl = PalFixture.entry(PalPackageType.CRL).fetched(PalFixture.YESTERDAY);
    PalEntry newArl = PalFixture.entry(PalPackageType.ARL);
    assertThat(Pal.inOrder(List.of(oldFirmware, newKeys, oldCrl, newArl)).entries())
        .containsExactly(newArl, oldCrl, newKeys, oldFirmware);
  }

  /**
   * So TAMP messages stay in the order of their numbers, certificates in that of their first day.
   */
  @Test
  void equalsStayAsTheServerHadThem() {
    List<PalEntry> messages = new ArrayList<>();
    for (int number : new int[] {36, 30, 28, 34, 30, 32}) {
      PalPackageType type = PalPackageType.of(number).orElseThrow();
      messages.add(PalEntry.offer(type, 100, PalFixture.uri(type, "/" + (messages.size() + 1))));
    }
    assertThat(Pal.inOrder(messages).entries()).isEqualTo(messages);
  }

  @Test
  void theOrderIsOneOfEverything() {
    Some.check(some -> {
      List<PalEntry> entries = PalFixture.some(some).entries();
      for (PalEntry a : entries) {
        for (PalEntry b : entries) {
          int there = Integer.signum(PalPrecedence.ORDER.compare(a, b));
          int back = Integer.signum(PalPrecedence.ORDER.compare(b, a));
          assertThat(back).isEqualTo(-there);
        }
      }
      assertThat(Pal.inOrder(Pal.inOrder(entries).entries())).isEqualTo(Pal.inOrder(entries));
    });
    assertThat(Arrays.stream(Group.values())).hasSize(6);
  }
}
