package org.bequest.formats.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.strings;

import java.util.Map;
import org.bequest.conformance.Requirement;
import org.bequest.formats.MalformedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MediaTypeTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/pkcs7-mime; smime-type=certs-only",
        "application/pkcs7-mime;smime-type=certs-only",
        "Application/PKCS7-MIME ; SMIME-Type=certs-only",
        "application/pkcs7-mime; smime-type=\"certs-only\"",
        "application/pkcs7-mime; smime-type = certs-only",
        "application/pkcs7-mime; name=smime.p7c; smime-type=certs-only",
        "application/pkcs7-mime; smime-type=certs-only; name=\"a;b=c\"",
        "application/x-pkcs7-mime; smime-type=certs-only",
        "  application/pkcs7-mime;\tsmime-type=certs-only ;",
        "application/pkcs7-mime;; smime-type=\"certs\\-only\"",
      })
  @Requirement("R7030-3.2.4-1")
  void everySpellingOfCertsOnlyIsRead(String field) throws MalformedException {
    MediaType type = MediaType.parse(field);
    assertThat(type.matches(MediaType.CERTS_ONLY)).isTrue();
    assertThat(type.parameter("smime-type")).contains("certs-only");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "application",
        "application/",
        "/pkcs10",
        "application/pkcs10 charset=utf-8",
        "application/pkcs10; charset",
        "application/pkcs10; charset=",
        "application/pkcs10; a=\"b",
        "application/pkcs10; a=\"b\\",
        "application/pkcs10; a=1; A=2",
        "application//pkcs10",
        "application/pkcs10, text/plain",
        "application/pkcs10; =x"
      })
  void whatIsNoMediaTypeIsMalformed(String field) {
    assertThatExceptionOfType(MalformedException.class).isThrownBy(() -> MediaType.parse(field));
  }

  @Test
  @Requirement({"R7030-4.2.3-1", "R8295-4.2-1"})
  void weSendTheSpellingsThatOldClientsCompare() {
    assertThat(MediaType.CERTS_ONLY).hasToString("application/pkcs7-mime; smime-type=certs-only");
    assertThat(MediaType.CRLS_ONLY).hasToString("application/pkcs7-mime; smime-type=crls-only");
    assertThat(MediaType.CSR_ATTRIBUTES).hasToString("application/csrattrs");
    assertThat(MediaType.PKCS10).hasToString("application/pkcs10");
  }

  @Test
  void valuesKeepTheirCase() throws MalformedException {
    MediaType type = MediaType.parse("application/CMS; innerContent=TAMP-statusQuery");
    assertThat(type.parameter("innercontent")).contains("TAMP-statusQuery");
  }

  @Test
  void anythingThatIsWrittenIsReadAgain() {
    qt().forAll(strings().basicLatinAlphabet().ofLengthBetween(0, 40))
        .assuming(value -> value.chars().allMatch(c -> c >= 0x20 && c < 0x7f))
        .checkAssert(value -> {
          MediaType type = new MediaType("a", "b", Map.of("p", value));
          assertThat(parsed(type.toString())).isEqualTo(type);
        });
  }

  private static MediaType parsed(String field) {
    try {
      return MediaType.parse(field);
    } catch (MalformedException e) {
      throw new AssertionError(field, e);
    }
  }
}
