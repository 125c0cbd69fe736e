package org.bequest.cli.inspect.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.bequest.cli.inspect.tree.Finding.Weight;
import org.junit.jupiter.api.Test;

class OutlineTest {
  @Test
  void valuesStandBelowEachOther() {
    Shown shown =
        Shown.fields()
            .add("version", 3)
            .add("eContentType", Shown.identifier("1.2.3", "id-x"))
            .add(
                "validity",
                Shown.fields()
                    .add("notBefore", Shown.time(Instant.parse("2026-01-02T03:04:05Z")))
                    .add("notAfter", Shown.identifier("2.999", ""))
                    .shown())
            .shown();

    assertThat(Outline.of("Type", shown))
        .containsExactly(
            "Type",
            "  version       3",
            "  eContentType  id-x (1.2.3)",
            "  validity",
            "    notBefore  2026-01-02T03:04:05Z",
            "    notAfter   2.999");
  }

  @Test
  void elementsHaveADashAndShortListsALine() {
    Shown pair = Shown.fields().add("type", "a").add("value", "b").shown();
    Shown shown =
        Shown.fields()
            .add("short", Shown.list(List.of(Shown.text("x"), Shown.text("y"))))
            .add("none", Shown.list(List.of()))
            .add("pairs", Shown.list(List.of(pair, pair)))
            .shown();

    assertThat(Outline.of("Type", shown))
        .containsExactly(
            "Type",
            "  short  x, y",
            "  none   (none)",
            "  pairs",
            "    - type   a",
            "      value  b",
            "    - type   a",
            "      value  b");
  }

  @Test
  void aFindingMarksItsValueAndIsFoundByItsPath() {
    Shown shown =
        Shown.fields()
            .add("version", Shown.number(1).but("wants 3"))
            .add("list", Shown.list(List.of(Shown.text("x"), Shown.text("y").untrusted("wrong"))))
            .shown()
            .but("not DER");

    assertThat(Outline.of("Type", shown))
        .containsExactly("Type !", "  version  1 !", "  list", "    - x", "    - y !");
    assertThat(shown.allFindings("/Type"))
        .containsExactly(
            new Finding.Located("/Type", new Finding(Weight.DEVIATION, "not DER")),
            new Finding.Located("/Type/version", new Finding(Weight.DEVIATION, "wants 3")),
            new Finding.Located("/Type/list/1", new Finding(Weight.UNTRUSTED, "wrong")));
  }

  @Test
  void manyOctetsAreShortenedForPeopleAndWholeForPrograms() {
    Shown octets = Shown.octets(new byte[100]);

    assertThat(Outline.of("o", octets)).containsExactly("o  " + "00".repeat(16) + "… (100 octets)");
    assertThat(JsonTree.of(octets)).isEqualTo("00".repeat(100));
    assertThat(JsonTree.of(Shown.octets(new byte[70_000])))
        .isEqualTo(Map.of("octets", 70_000L, "sha256", JsonTree.sha256(new byte[70_000])));
  }

  @Test
  void aSecretIsNothingButThere() {
    assertThat(Outline.of("k", Shown.hidden(32))).containsExactly("k  (32 octets, not shown)");
    assertThat(Outline.of("p", Shown.hidden())).containsExactly("p  (not shown)");
    assertThat(JsonTree.of(Shown.hidden(32))).isEqualTo(Map.of("hidden", true, "octets", 32));
  }

  @Test
  void whatControlsATerminalIsWrittenByItsNumber() {
    assertThat(Outline.of("t", Shown.text("a\u001b[31m\u202eb\n")))
        .containsExactly("t  a\\u{1b}[31m\\u{202e}b\\u{a}");
  }

  @Test
  void aBriefLineIsForPeopleOnly() {
    Shown shown = Shown.fields().add("a", 1).shown().brief("one");

    assertThat(Outline.of("x", shown)).containsExactly("x  one");
    assertThat(JsonTree.of(shown)).hasToString("{a=1}");
  }
}
