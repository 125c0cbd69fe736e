package org.bequest.formats.asn1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.HexFormat;
import java.util.List;
import org.bequest.formats.MalformedException;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DEROctetString;
import org.junit.jupiter.api.Test;

class EncodedTest {
  private static final Limits LIMITS = new Limits(1 << 20, 8, 100);

  private static Encoded ber(String hex) throws MalformedException {
    return Encoded.ber(HexFormat.of().parseHex(hex), LIMITS);
  }

  @Test
  void partsAreCutOutAsTheyCame() throws Exception {
    Encoded outer = ber("3080" + "30800201050000" + "8400" + "3081020500" + "0000");
    assertThat(outer.children())
        .containsExactly(ber("30800201050000"), ber("8400"), ber("3081020500"));
    assertThat(outer.children().getFirst().children()).containsExactly(ber("020105"));
  }

  @Test
  void lengthsAreWrittenAsShortAsTheyCanBe() throws Exception {
    for (int size : new int[] {0, 127, 128, 255, 256, 65_535, 65_536}) {
      Encoded string = Encoded.of(new DEROctetString(new byte[size]));
      byte[] octets = Encoded.sequence(string).octets();
      Asn1.checkDer(octets, LIMITS);
      assertThat(Encoded.ber(octets, LIMITS).children()).containsExactly(string);
    }
  }

  @Test
  void aSetIsSorted() throws Exception {
    Encoded two = Encoded.of(new ASN1Integer(2));
    Encoded one = Encoded.of(new ASN1Integer(1));
    assertThat(Encoded.setOf(List.of(two, one))).isEqualTo(ber("3106020101020102"));
  }

  @Test
  void aPrimitiveHasNoPartsAndAStructureNoContents() throws Exception {
    Encoded number = ber("020105");
    Encoded structure = ber("3000");
    assertThat(number.content()).containsExactly(5);
    assertThatExceptionOfType(MalformedException.class).isThrownBy(number::children);
    assertThatExceptionOfType(MalformedException.class).isThrownBy(structure::content);
  }

  @Test
  void textIsWhatItClaimsToBe() throws Exception {
    assertThat(Text.utf8(ber("0c02c3a9"), "/t")).isEqualTo("\u00e9");
    for (String wrong : List.of("0c01c3", "130141", "2c030c0141")) {
      Encoded value = ber(wrong);
      assertThatExceptionOfType(MalformedException.class).isThrownBy(() -> Text.utf8(value, "/t"));
    }
  }
}
