package org.bequest.formats.pal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.bequest.conformance.Damage;
import org.bequest.conformance.Requirement;
import org.bequest.conformance.Some;
import org.bequest.conformance.Steps;
import org.bequest.formats.MalformedException;
import org.bequest.formats.wire.MediaType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds for both forms. */
class PalFormatTest {

  @ParameterizedTest
  @EnumSource
  @Requirement({"R8295-2.1-1", "R8295-2.1-6", "R8295-2.1-7"})
  void everyListComesBack(PalFormat format) {
    Some.check(some -> {
      Pal pal = PalFixture.some(some);
      byte[] document = format.write(pal);
      Pal again = format.read(document, PalLimits.USUAL);
      assertThat(again).isEqualTo(pal);
      assertThat(again.faults()).isEmpty();
      assertThat(format.write(again)).isEqualTo(document);
    });
  }

  @ParameterizedTest
  @EnumSource
  void everyTypeComesBack(PalFormat format) throws MalformedException {
    Pal pal = PalFixture.everyType();
    assertThat(pal.entries()).hasSize(37);
    assertThat(format.read(format.write(pal), PalLimits.USUAL).withoutFaults()).isEqualTo(pal);
  }

  /** An empty list is one: the server has nothing for this client. */
  @ParameterizedTest
  @EnumSource
  void anEmptyListComesBack(PalFormat format) throws MalformedException {
    byte[] document = format.write(new Pal(List.of()));
    assertThat(format.read(document, PalLimits.USUAL).entries()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  @Requirement("R8295-2.1-2")
  void aDateHasTwentyCharacters(PalFormat format) {
    PalEntry entry = PalFixture.entry(PalPackageType.FIRMWARE).fetched(PalFixture.YESTERDAY);
    String document = new String(format.write(new Pal(List.of(entry))), StandardCharsets.UTF_8);
    assertThat(document).containsPattern("[\">]2026-11-20T09:28:01Z[\"<]");
  }

  @ParameterizedTest
  @EnumSource
  @Requirement({"R8295-2.1.1-1", "R8295-2.1.1-2"})
  void aListThatBreaksARuleIsNotWritten(PalFormat format) {
    PalEntry next = PalFixture.entry(PalPackageType.ADDITIONAL_PAL);
    PalEntry crl = PalFixture.entry(PalPackageType.CRL);
    PalEntry reserved = new PalEntry(0, null, 1, crl.info());
    for (List<PalEntry> wrong :
        List.of(
            List.of(next), List.of(crl, next, crl), List.of(crl, next, next), List.of(reserved))) {
      assertThatIllegalArgumentException().isThrownBy(() -> format.write(new Pal(wrong)));
    }
    assertThat(format.write(new Pal(List.of(crl, next)))).isNotEmpty();
  }

  /** The caller's stream stays open, and has every entry that was written before the last. */
  @ParameterizedTest
  @EnumSource
  void aListIsWrittenEntryAfterEntry(PalFormat format) throws IOException, MalformedException {
    ByteArrayOutputStream out =
        new ByteArrayOutputStream() {
          @Override
          public void close() {
            throw new AssertionError("not ours to close");
          }
        };
    URI uri = PalFixture.uri(PalPackageType.FIRMWARE, "/7?a=1&b=2&c=3&d=4&e=5&f=6&g=7&h=8&i=9");
    PalWriter writer = format.writer(out);
    for (int i = 0; i < 10_000; i++) {
      writer.write(PalEntry.offer(PalPackageType.FIRMWARE, i + 1, uri));
    }
    assertThat(out.size()).as("octets that no longer wait in memory").isGreaterThan(900_000);
    writer.end();
    assertThat(format.read(out.toByteArray(), PalLimits.USUAL).entries()).hasSize(10_000);
  }

  @ParameterizedTest
  @EnumSource
  @Requirement({"S-40", "S-50", "S-53"})
  void damageIsRefusedOrRead(PalFormat format) {
    byte[] document = format.write(new Pal(PalFixture.everyType().entries().subList(7, 11)));
    Damage.everyTruncationIsRefused(trimmed(document), cut -> format.read(cut, PalLimits.USUAL));
    assertThat(Damage.everywhere(document, d -> format.read(d, PalLimits.USUAL).faults()))
        .isGreaterThan(document.length);
  }

  /** The blank at the end is no part of what must be there. */
  private static byte[] trimmed(byte[] document) {
    return new String(document, StandardCharsets.UTF_8).strip().getBytes(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @EnumSource
  @Requirement({"S-40", "S-50"})
  void aListIsAsLongAsItMayBe(PalFormat format) throws MalformedException {
    byte[] document = format.write(PalFixture.of(10));
    assertThat(format.read(document, new PalLimits(document.length, 10)).entries()).hasSize(10);
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> format.read(document, new PalLimits(document.length, 9)))
        .withMessageContaining("more than 9 entries");
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> format.read(document, new PalLimits(document.length - 1, 10)))
        .withMessageContaining("octets");
  }

  @ParameterizedTest
  @EnumSource
  @Requirement("R8295-11.3-1")
  void aTypeOfLaterDaysBreaksNothing(PalFormat format) throws MalformedException {
    PalEntry later = new PalEntry(999, null, 0, PalFixture.entry(PalPackageType.CRL).info());
    Pal pal = format.read(format.write(new Pal(List.of(later))), PalLimits.USUAL);
    assertThat(pal.faults()).isEmpty();
    assertThat(pal.entries().getFirst().type()).isEmpty();
    assertThat(pal.entries().getFirst().digits()).isEqualTo("0999");
  }

  @Test
  @Requirement("S-50")
  void readingIsLinear() {
    Steps.areLinear(
        d -> PalFormat.XML.read(d, PalLimits.USUAL).faults(),
        count -> PalFormat.XML.write(PalFixture.of(count)),
        500);
    Steps.areLinear(
        d -> PalFormat.JSON.read(d, PalLimits.USUAL).faults(),
        count -> PalFormat.JSON.write(PalFixture.of(count)),
        500);
  }

  @Test
  void eachFormHasItsMediaType() throws MalformedException {
    assertThat(PalFormat.of(MediaType.parse("application/xml; charset=utf-8")))
        .contains(PalFormat.XML);
    assertThat(PalFormat.of(MediaType.parse("text/xml"))).contains(PalFormat.XML);
    assertThat(PalFormat.of(MediaType.parse("application/json"))).contains(PalFormat.JSON);
    assertThat(PalFormat.of(MediaType.parse("application/pal+json"))).isEmpty();
    for (PalFormat format : PalFormat.values()) {
      assertThat(PalFormat.of(format.mediaType())).contains(format);
    }
  }

  @Test
  @Requirement("R8295-2.1-7")
  void aRelativeUriIsReadAndAgainstTheRule() throws MalformedException {
    String json =
        """
        [{"type": "0005", "size": 7, "info": {"uri": "/.well-known/est/crls/3"}}]\
        """;
    Pal pal = PalFormat.JSON.read(json.getBytes(StandardCharsets.UTF_8), PalLimits.USUAL);
    assertThat(pal.faults()).extracting(PalFault::rule).containsExactly(PalRule.LOCATION_IS_WHOLE);
    assertThat(pal.entries().getFirst().info())
        .isEqualTo(new PalInfo.Location(URI.create("/.well-known/est/crls/3")));
  }
}
