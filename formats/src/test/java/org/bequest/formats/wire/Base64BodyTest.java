package org.bequest.formats.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.integers;
import static org.quicktheories.generators.SourceDSL.lists;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.bequest.conformance.Requirement;
import org.bequest.conformance.Vectors;
import org.bequest.formats.MalformedException;
import org.bequest.formats.wire.Base64Body.Form;
import org.bequest.formats.wire.Base64Body.Lines;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Base64BodyTest {
  private static final byte[] DER = Vectors.resource("rfc7030/a3-request.b64");

  private static Base64Body decode(String body) throws MalformedException {
    return Base64Body.decode(
        body.getBytes(StandardCharsets.ISO_8859_1), BodyContent.CERTIFICATION_REQUEST);
  }

  private static String oneLine() {
    return new String(Base64Body.encode(DER, Lines.ONE), StandardCharsets.US_ASCII);
  }

  @Test
  @Requirement({"R8951-3-1", "R8951-3.1-1", "R8951-3.1-2"})
  void everyWrappingIsRead() throws MalformedException {
    String one = oneLine();
    String wrapped = new String(Base64Body.encode(DER), StandardCharsets.US_ASCII);
    String mime = new String(Base64Body.encode(DER, Lines.COLUMNS_76), StandardCharsets.US_ASCII);
    for (String body :
        List.of(
            one,
            one + "\n",
            wrapped,
            mime,
            wrapped.replace("\r\n", "\n"),
            wrapped.replace("\r\n", " \t\r\n"),
            wrapped.stripTrailing(),
            "\r\n  " + wrapped + "\r\n\r\n",
            one.replace("A", " A\t"),
            one + "\0")) {
      Base64Body read = decode(body);
      assertThat(read.value()).isEqualTo(DER);
      assertThat(read.form()).isEqualTo(Form.BASE64);
    }
  }

  @Test
  void weSendLinesOf64ColumnsEndedByCrLf() {
    String text = new String(Base64Body.encode(DER), StandardCharsets.US_ASCII);
    assertThat(text).endsWith("\r\n");
    String[] lines = text.split("\r\n");
    assertThat(lines[0]).hasSize(64);
    assertThat(lines).allMatch(line -> !line.isEmpty() && line.length() <= 64);
  }

  @ParameterizedTest
  @ValueSource(strings = {"CERTIFICATE REQUEST", "NEW CERTIFICATE REQUEST"})
  void armourIsReadWithTextAroundItAndWithItsLineEndsLost(String label) throws MalformedException {
    String begin = "-----BEGIN " + label + "-----";
    String end = "-----END " + label + "-----";
    String wrapped = new String(Base64Body.encode(DER), StandardCharsets.US_ASCII);
    for (String body :
        List.of(
            begin + "\r\n" + wrapped + end + "\r\n",
            "Certificate Request:\n    Data: -----\n" + begin + "\n" + wrapped + end,
            begin + oneLine() + end)) {
      Base64Body read = decode(body);
      assertThat(read.value()).isEqualTo(DER);
      assertThat(read.form()).isEqualTo(Form.PEM);
    }
  }

  @Test
  void derIsReadAsItIs() throws MalformedException {
    Base64Body read = Base64Body.decode(DER, BodyContent.CERTIFICATION_REQUEST);
    assertThat(read.value()).isEqualTo(DER);
    assertThat(read.form()).isEqualTo(Form.DER);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " \r\n\t",
        "MAA",
        "MA==M",
        "MA=",
        "MB==",
        "MAA=MAA=",
        "MAA=!",
        "MAA=\n-- \nsignature",
        "M-A_",
        "====",
        "=",
        "MAA=\u00a0",
        "-----BEGIN CERTIFICATE REQUEST-----",
        "-----BEGIN CERTIFICATE REQUEST-----\nMAA=\n",
        "-----BEGIN CERTIFICATE REQUEST-----\n-----END CERTIFICATE REQUEST-----",
        "-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----",
        "-----END CERTIFICATE REQUEST----------BEGIN CERTIFICATE REQUEST-----",
        "-----BEGIN CERTIFICATE REQUEST-----\nA: 4\n\nMAA=\n-----END CERTIFICATE REQUEST-----"
      })
  void damageIsRefused(String body) {
    assertThatExceptionOfType(MalformedException.class).isThrownBy(() -> decode(body));
  }

  @Test
  void blanksBeforeANulAreAnEmptyBody() {
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> decode(" \t\0"))
        .withMessageContaining("empty");
  }

  @Test
  void whatTheSenderProbablyDidIsSaid() {
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> decode("MIIB%2BzCCAWQCAQAwgb%3D%3D"))
        .withMessageContaining("percent-encoded");
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> decode("MIIB-zCCAWQCAQAwgb__"))
        .withMessageContaining("base64url");
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> decode("-----BEGIN PRIVATE KEY-----\nMAA=\n-----END PRIVATE KEY-----\n"))
        .withMessageContaining("private key");
  }

  @Test
  @Requirement("S-50")
  void manyArmourLinesInABodyAreReadInOnePass() {
    String noise = "-----BEGIN X-----\n".repeat(60_000);
    assertThatExceptionOfType(MalformedException.class).isThrownBy(() -> decode(noise));
  }

  @Test
  void anySequenceComesBackInAnyWrapping() {
    qt().forAll(lists().of(integers().between(0, 255)).ofSizeBetween(1, 200))
        .checkAssert(list -> {
          byte[] octets = new byte[list.size()];
          for (int i = 0; i < octets.length; i++) {
            octets[i] = list.get(i).byteValue();
          }
          octets[0] = 0x30;
          for (Lines lines : Lines.values()) {
            assertThat(roundTrip(octets, lines)).isEqualTo(octets);
          }
        });
  }

  private static byte[] roundTrip(byte[] octets, Lines lines) {
    try {
      return Base64Body.decode(Base64Body.encode(octets, lines), BodyContent.CMS).value();
    } catch (MalformedException e) {
      throw new AssertionError(e);
    }
  }
}
