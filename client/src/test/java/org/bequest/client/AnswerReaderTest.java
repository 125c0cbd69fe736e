package org.bequest.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.bequest.client.fixture.Reply;
import org.bequest.client.fixture.TestCa;
import org.bequest.conformance.Requirement;
import org.bequest.formats.pkix.CsrDemands;
import org.bequest.formats.pkix.EstOids;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What servers really send. */
class AnswerReaderTest {
  private static final TestCa ROOT = TestCa.root("CN=root");
  private static final byte[] DER = Reply.certsOnly(List.of(ROOT.certificate()));
  private static final Instant NOW = Instant.parse("2026-11-21T04:00:00Z");

  private final AnswerReader reader = new AnswerReader(Clock.fixed(NOW, ZoneOffset.UTC));

  static Stream<byte[]> spellings() {
    String oneLine = Base64.getEncoder().encodeToString(DER);
    String wrapped = Base64.getMimeEncoder().encodeToString(DER);
    return Stream.of(
        bytes(oneLine),
        bytes(wrapped),
        bytes(wrapped + "\r\n"),
        bytes(wrapped.replace("\r\n", "\n") + " \n\n"),
        bytes("-----BEGIN PKCS7-----\n" + wrapped + "\n-----END PKCS7-----\n"),
        DER);
  }

  @ParameterizedTest
  @MethodSource("spellings")
  @Requirement({"R8951-3-1", "R8951-3.1-1", "R8951-3.1-2", "R7030-3.1-1"})
  void readsCertificatesInEveryWrapping(byte[] body) {
    assertThat(reader.caCerts(answer(200, body)).certificates())
        .containsExactly(ROOT.certificate());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/pkcs7-mime",
        "application/pkcs7-mime; smime-type=certs-only",
        "Application/X-PKCS7-MIME;SMIME-TYPE=\"certs-only\"; name=smime.p7c",
        "application/octet-stream",
        "nonsense"
      })
  @Requirement({"R8951-3-2", "R7030-3.2.4-1"})
  void readsCertificatesUnderEveryMediaTypeAndTransferEncoding(String type) {
    HttpAnswer answer = answer(200, DER, "Content-Type", type, "Content-Transfer-Encoding", "8bit");
    assertThat(reader.caCerts(answer).certificates()).hasSize(1);
  }

  @Test
  void takes201ForSuccess() {
    assertThat(reader.enrollment(answer(201, DER)))
        .isInstanceOf(AnswerReader.Enrolled.Certificates.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {201, 202, 204, 304, 403, 404, 500})
  @Requirement("R7030-4.1.3-2")
  void endsAtAnyOtherStatusForTheCertificatesOfTheAuthority(int status) {
    var answer = answer(status, DER);
    var e = catchThrowableOfType(EstException.class, () -> reader.caCerts(answer));
    assertThat(e.status()).isEqualTo(status);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "banana", "MAA=", "MIIBIjANBgkqhkiG9w0BAQ", "<html></html>"})
  void refusesWhatHoldsNoCertificates(String body) {
    var answer = answer(200, bytes(body));
    var e = catchThrowableOfType(EstException.class, () -> reader.enrollment(answer));
    assertThat(e.kind()).isEqualTo(EstException.Kind.PROTOCOL);
  }

  @Test
  void refusesEveryPrefixOfAnAnswer() {
    for (int length = 0; length < DER.length; length++) {
      var answer = answer(200, Arrays.copyOf(DER, length));
      var e = catchThrowableOfType(EstException.class, () -> reader.enrollment(answer));
      assertThat(e.kind()).isEqualTo(EstException.Kind.PROTOCOL);
    }
  }

  @ParameterizedTest
  @CsvSource({"204,''", "404,'not here'", "200,''", "200,'MAA='", "200,'MAA=\r\n'"})
  @Requirement("R7030-4.5.2-4")
  void takesEveryWayOfSayingNothingForNoDemands(int status, String body) {
    assertThat(reader.csrAttrs(answer(status, bytes(body)))).isEqualTo(CsrDemands.NONE);
  }

  @Test
  void readsTheAttributesOfLibestWithTheirFinalNul() {
    HttpAnswer answer = answer(200, bytes("MAsGCSqGSIb3DQEJBw==\0"));
    assertThat(reader.csrAttrs(answer).names(EstOids.CHALLENGE_PASSWORD)).isTrue();
  }

  @Test
  @Requirement("R7030-4.5.2-3")
  void ignoresAttributesThatItDoesNotKnow() {
    HttpAnswer answer = answer(200, bytes("MBAGA4g3BAYJKoZIhvcNAQkH"));
    assertThat(reader.csrAttrs(answer).names(EstOids.CHALLENGE_PASSWORD)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "120, 120",
    "0, 1",
    "-5, 60",
    "99999999999999999999, 2592000",
    "'Sat, 21 Nov 2026 04:05:00 GMT', 300",
    "'Sat, 21 Nov 2020 04:05:00 GMT', 1",
    "banana, 60"
  })
  @Requirement({"R7030-4.2.3-6", "S-59"})
  void readsBothFormsOfRetryAfterWithinBounds(String field, long seconds) {
    HttpAnswer answer = answer(202, bytes("wait for approval\n"), "Retry-After", field);
    assertThat(outcome(answer))
        .isEqualTo(new Enrollment.Pending(Duration.ofSeconds(seconds), "wait for approval"));
  }

  @Test
  @Requirement("R7030-4.2.3-6")
  void readsADateByTheServersClockAndNotByItsOwn() {
    HttpAnswer answer =
        answer(
            202,
            new byte[0],
            "Date",
            "Tue, 05 Jan 2038 10:00:00 GMT",
            "Retry-After",
            "Tue, 05 Jan 2038 10:00:42 GMT");
    assertThat(outcome(answer)).isEqualTo(new Enrollment.Pending(Duration.ofSeconds(42), ""));
  }

  @Test
  void waitsAMinuteWhenTheServerDoesNotSayHowLong() {
    assertThat(outcome(answer(202, new byte[0])))
        .isEqualTo(new Enrollment.Pending(Duration.ofMinutes(1), ""));
  }

  @Test
  @Requirement("R8951-5-1")
  void tellsTheServersWordsWithoutWhatCouldHarmATerminal() {
    HttpAnswer answer =
        answer(400, bytes("bad\u001b[31m key\r\nsecond line"), "Content-Type", "text/plain");
    assertThat(outcome(answer))
        .isInstanceOfSatisfying(
            Enrollment.Refused.class, r -> assertThat(r.detail()).isEqualTo("bad[31m key"));
  }

  @Test
  void tellsNothingOfAPageOrACmsBody() {
    HttpAnswer answer = answer(500, bytes("<html>oops</html>"), "Content-Type", "text/html");
    assertThat(outcome(answer))
        .isInstanceOfSatisfying(Enrollment.Refused.class, r -> assertThat(r.detail()).isEmpty());
  }

  @Test
  void keepsTheServersRequestIdAndHowLongItIsBusy() {
    HttpAnswer answer = answer(503, bytes("busy"), "X-Request-Id", "r-17", "Retry-After", "9");
    assertThat(outcome(answer))
        .isEqualTo(new Enrollment.Refused(503, "busy", "r-17", Duration.ofSeconds(9)));
  }

  @Test
  void findsTheRequestIdAtTheEndOfOurServersText() {
    HttpAnswer answer = answer(403, bytes("est: not yours [req 3f9a]\n"));
    assertThat(outcome(answer))
        .isEqualTo(new Enrollment.Refused(403, "est: not yours", "3f9a", Duration.ZERO));
  }

  private Enrollment outcome(HttpAnswer answer) {
    return ((AnswerReader.Enrolled.NotYet) reader.enrollment(answer)).outcome();
  }

  private static HttpAnswer answer(int status, byte[] body, String... fields) {
    List<HttpAnswer.Field> headers =
        Stream.iterate(0, i -> i < fields.length, i -> i + 2)
            .map(i -> new HttpAnswer.Field(fields[i], fields[i + 1]))
            .toList();
    return new HttpAnswer(status, headers, body);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(ISO_8859_1);
  }
}
