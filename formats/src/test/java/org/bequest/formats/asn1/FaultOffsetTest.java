package org.bequest.formats.asn1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.HexFormat;
import org.bequest.formats.MalformedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A fault says where the element at fault begins, as far as its reader knows. */
class FaultOffsetTest {
  private static final Limits LIMITS = new Limits(300, 3, 6);

  @ParameterizedTest
  @CsvSource({
    "30060201010201, 0, an element that is cut off",
    "3006020101020201, 5, an element longer than what holds it",
    "0500ff, 2, octets behind the value",
    "300602010102020001, 5, a number that is padded",
    "3006300430023000, 6, too deep",
    "300e0500050005000500050005000500, 12, too many elements",
    "3002020500, 2, an element that sticks out",
    "30030281ff, 2, a length that sticks out",
    "3006020101048501, 5, a length of five octets",
    "3004048101ff, 2, a length that could be shorter",
    "300324010030, 2, constructed where DER is primitive"
  })
  void theOffsetOfAFaultOfEncodingIsKnown(String hex, int offset, String why) {
    assertThat(fault(() -> Asn1.checkDer(octets(hex), LIMITS)).offset()).as(why).hasValue(offset);
  }

  @Test
  void whatNeverEndsIsAtFaultAtItsEnd() {
    assertThat(fault(() -> Asn1.ber(octets("3080020101"), LIMITS)).offset()).hasValue(5);
  }

  @Test
  void aReaderOfPartsKnowsWhereTheyBegan() throws MalformedException {
    Encoded outer = Encoded.ber(octets("300b020101300602010204010a"), LIMITS);
    PartReader fields = PartReader.of(outer, "/Outer");
    fields.next("number");
    PartReader inner = PartReader.of(fields.next("inner"), "/Outer/inner");
    inner.next("first");

    assertThat(fault(inner::end).offset()).hasValue(10);
    inner.next("second");
    assertThat(fault(() -> inner.next("third")).offset()).hasValue(5);
    assertThat(fault(() -> PartReader.of(outer.children().getFirst(), "/x")).offset()).hasValue(2);
  }

  @Test
  void whatWasMadeHereBeganNowhere() throws MalformedException {
    PartReader fields = PartReader.of(Encoded.sequence(), "/Made");

    assertThat(fault(() -> fields.next("field")).offset()).isEmpty();
  }

  private interface Reading {
    void read() throws MalformedException;
  }

  private static MalformedException fault(Reading reading) {
    return catchThrowableOfType(MalformedException.class, reading::read);
  }

  private static byte[] octets(String hex) {
    return HexFormat.of().parseHex(hex);
  }
}
