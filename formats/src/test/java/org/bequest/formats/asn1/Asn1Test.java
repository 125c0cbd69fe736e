package org.bequest.formats.asn1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.HexFormat;
import org.bequest.conformance.Requirement;
import org.bequest.formats.MalformedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Asn1Test {
  private static final Limits LIMITS = new Limits(300, 5, 20);

  private static void der(String hex) throws MalformedException {
    Asn1.der(HexFormat.of().parseHex(hex), LIMITS);
  }

  private static void ber(String hex) throws MalformedException {
    Asn1.ber(HexFormat.of().parseHex(hex), LIMITS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0500",
        "0101ff",
        "010100",
        "020100",
        "02020080",
        "0202ff7f",
        "0201ff",
        "030100",
        "030205a0",
        "0603550403",
        "3000",
        "3006020101020102",
        "a003020101",
        "bf1f03020101"
      })
  void derIsRead(String hex) throws MalformedException {
    der(hex);
    ber(hex);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "30800000",
        "308100",
        "30820000",
        "010101",
        "24030401aa",
        "030205a1",
        "1000",
        "1f0500"
      })
  void whatIsNotDerIsRefusedAsDer(String hex) {
    assertThatExceptionOfType(MalformedException.class).isThrownBy(() -> der(hex));
  }

  @ParameterizedTest
  @ValueSource(strings = {"30800000", "3081020500", "010101", "24030401aa"})
  void berIsReadAsBer(String hex) throws MalformedException {
    ber(hex);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "30",
        "0a0188",
        "3001",
        "300205",
        "3000ff",
        "3080",
        "308000",
        "04800000",
        "0100",
        "01020000",
        "0200",
        "02020001",
        "0202ffff",
        "0300",
        "030108",
        "0301ff",
        "030101",
        "050100",
        "0600",
        "060180",
        "06028001",
        "0601ff",
        "3085ffffffffff",
        "30ff",
        "3084ffffffff",
        "ff8080808001",
        "ffffffffff00",
        "30050401020304"
      })
  void damageIsRefusedInBothForms(String hex) {
    assertThatExceptionOfType(MalformedException.class).isThrownBy(() -> der(hex));
    assertThatExceptionOfType(MalformedException.class).isThrownBy(() -> ber(hex));
  }

  @Test
  @Requirement("S-50")
  void eachLimitHolds() throws MalformedException {
    der("3008" + "3006" + "3004" + "3002" + "0500");
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> der("300a" + "3008" + "3006" + "3004" + "3002" + "0500"))
        .withMessage("nested deeper than 5");
    der("3026" + "0500".repeat(19));
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> der("3028" + "0500".repeat(20)))
        .withMessage("more than 20 elements");
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> der("0482012d" + "00".repeat(301)))
        .withMessage("more than 300 octets");
  }

  @Test
  void aFaultIsNamedWithItsPath() throws MalformedException {
    SequenceReader reader =
        SequenceReader.of(Asn1.der(HexFormat.of().parseHex("3003020105"), LIMITS), "/Thing");
    assertThat(reader.hasMore()).isTrue();
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> reader.version(0, 1))
        .withMessage("unknown version at /Thing");
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> reader.next("length"))
        .withMessage("missing length at /Thing");
  }
}
