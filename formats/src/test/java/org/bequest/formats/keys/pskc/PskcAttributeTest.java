package org.bequest.formats.keys.pskc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bequest.conformance.Requirement;
import org.bequest.conformance.Some;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Der;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.keys.pskc.PskcType.Level;
import org.bouncycastle.asn1.ASN1Boolean;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERGeneralizedTime;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.cms.Attribute;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each attribute of RFC 6031, against structures that the library builds from its grammar. */
class PskcAttributeTest {
  private static DERUTF8String utf8(String text) {
    return new DERUTF8String(text);
  }

  private static DERSequence sequence(ASN1Encodable... fields) {
    return new DERSequence(fields);
  }

  private static DERTaggedObject implicit(int tag, ASN1Encodable value) {
    return new DERTaggedObject(false, tag, value);
  }

  private static PskcAttribute read(PskcType type, ASN1Encodable... values)
      throws MalformedException {
    byte[] der = Der.of(new Attribute(type.oid(), new DERSet(values)));
    PskcAttribute attribute = PskcAttribute.decode(Encoded.known(der), "/attribute");
    assertThat(attribute.encode().octets()).isEqualTo(der);
    return attribute;
  }

  private static PskcValue value(PskcType type, ASN1Encodable value) throws MalformedException {
    return ((PskcAttribute.Known) read(type, value)).values().getFirst();
  }

  private static void refused(PskcType type, ASN1Encodable value) {
    byte[] der = Der.of(new Attribute(type.oid(), new DERSet(value)));
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> PskcAttribute.decode(Encoded.known(der), "/attribute"))
        .withMessageContaining("/attribute/" + type.word());
  }

  @Test
  @Requirement({"R6031-3-4", "R6031-3.1-1"})
  void theTableIsThatOfTheModule() {
    assertThat(Arrays.stream(PskcType.values()).map(PskcType::number).toList())
        .hasSize(27)
        .doesNotHaveDuplicates()
        .allMatch(n -> n >= 1 && n <= 27);
    assertThat(Arrays.stream(PskcType.values()).map(PskcType::word))
        .doesNotHaveDuplicates()
        .contains("manufacturer", "valueMAC", "numberOfTransactions", "keyUserId");
    assertThat(
            Arrays.stream(PskcType.values())
                .filter(t -> t.level() == Level.PACKAGE)
                .map(PskcType::number))
        .containsExactlyInAnyOrder(1, 2, 3, 4, 5, 6, 7, 8, 26);
    assertThat(PskcType.KEY_ID.oid()).hasToString("1.2.840.113549.1.9.16.12.9");
    for (PskcType type : PskcType.values()) {
      assertThat(PskcType.of(type.oid())).contains(type);
    }
    assertThat(PskcType.of(new ASN1ObjectIdentifier("1.2.840.113549.1.9.16.12.28"))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  @Requirement("R6031-3-4")
  void everyAttributeHoldsItsOwnTypeAndNoOther(PskcType type) throws MalformedException {
    refused(type, DERNull.INSTANCE);
    switch (type.syntax()) {
      case TEXT -> {
        assertThat(value(type, utf8("Zürich"))).isEqualTo(new PskcValue.TextValue("Zürich"));
        refused(type, new ASN1Integer(1));
      }
      case TIME -> {
        assertThat(value(type, new DERGeneralizedTime("20260102030405Z")))
            .isEqualTo(new PskcValue.TimeValue(Instant.parse("2026-01-02T03:04:05Z")));
        refused(type, utf8("20260102030405Z"));
      }
      case NUMBER -> {
        assertThat(value(type, new ASN1Integer(300))).isEqualTo(PskcValue.NumberValue.of(300));
        refused(type, new ASN1Integer(-1));
        refused(type, new ASN1Integer(BigInteger.ONE.shiftLeft(600)));
      }
      case SIGNED_NUMBER, FRIENDLY_NAME, VALUE_MAC, KEY_USAGES, PIN_POLICY ->
          refused(type, utf8("text"));
      case ALGORITHM_PARAMETERS -> refused(type, implicit(0, sequence()));
    }
  }

  @Test
  @Requirement("R6031-3.2.8-1")
  void countersTimesAndIntervalsAreNumbersFromZero() throws MalformedException {
    for (PskcType type :
        List.of(
            PskcType.COUNTER,
            PskcType.TIME,
            PskcType.TIME_INTERVAL,
            PskcType.NUMBER_OF_TRANSACTIONS)) {
      assertThat(value(type, new ASN1Integer(0))).isEqualTo(PskcValue.NumberValue.of(0));
      refused(type, new ASN1Integer(-1));
      assertThatIllegalArgumentException().isThrownBy(() -> PskcAttribute.number(type, -1));
    }
  }

  @Test
  @Requirement("R6031-3.2.11-1")
  void aClockMayDriftEitherWay() throws MalformedException {
    for (long drift : new long[] {-129, 0, 4}) {
      assertThat(value(PskcType.TIME_DRIFT, new ASN1Integer(drift)))
          .isEqualTo(PskcValue.NumberValue.of(drift));
    }
  }

  @Test
  @Requirement("R6031-3.2.6-1")
  void aFriendlyNameIsEnglishUnlessItSaysOtherwise() throws MalformedException {
    assertThat(value(PskcType.FRIENDLY_NAME, sequence(utf8("my key"))))
        .isEqualTo(FriendlyName.of("my key"))
        .extracting(v -> ((FriendlyName) v).language())
        .isEqualTo("en");
    assertThat(value(PskcType.FRIENDLY_NAME, sequence(utf8("Schlüssel"), utf8("de-CH"))))
        .isEqualTo(new FriendlyName("Schlüssel", Optional.of("de-CH")));
    refused(PskcType.FRIENDLY_NAME, sequence());
    refused(PskcType.FRIENDLY_NAME, sequence(utf8("a"), utf8("b"), utf8("c")));
  }

  @Test
  @Requirement({"R6031-3.2.7-1", "R6031-3.2.7-2"})
  void parametersAreASuiteOrAFormat() throws MalformedException {
    PskcType type = PskcType.ALGORITHM_PARAMETERS;
    assertThat(value(type, utf8("HMAC-SHA256")))
        .isEqualTo(new AlgorithmParameters.Suite("HMAC-SHA256"));
    ASN1Encodable challenge =
        sequence(utf8("DECIMAL"), ASN1Boolean.TRUE, new ASN1Integer(4), new ASN1Integer(200));
    assertThat(value(type, implicit(0, challenge)))
        .isEqualTo(ChallengeFormat.of(ValueEncoding.DECIMAL, true, 4, 200));
    ASN1Encodable response = sequence(utf8("BASE64"), new ASN1Integer(8));
    assertThat(value(type, implicit(1, response)))
        .isEqualTo(ResponseFormat.of(ValueEncoding.BASE64, 8, false));
    refused(type, implicit(1, sequence(utf8("OCTAL"), new ASN1Integer(8))));
    refused(type, implicit(1, sequence(utf8("decimal"), new ASN1Integer(8))));
    refused(type, implicit(0, sequence(utf8("DECIMAL"), new ASN1Integer(8))));
    refused(
        type,
        implicit(
            0,
            sequence(utf8("DECIMAL"), ASN1Boolean.FALSE, new ASN1Integer(4), new ASN1Integer(8))));
  }

  @Test
  @Requirement("R6031-2-7")
  void whatTheGrammarLeavesToTheFutureIsKept() throws MalformedException {
    PskcType type = PskcType.ALGORITHM_PARAMETERS;
    ASN1Encodable later = new DEROctetString(new byte[] {7});
    ASN1Encodable response = sequence(utf8("DECIMAL"), new ASN1Integer(8), ASN1Boolean.TRUE, later);
    assertThat(((ResponseFormat) value(type, implicit(1, response))).further()).hasSize(1);
    ASN1Encodable challenge =
        sequence(utf8("DECIMAL"), new ASN1Integer(8), new ASN1Integer(9), later, later);
    assertThat(((ChallengeFormat) value(type, implicit(0, challenge))).further()).hasSize(2);
    assertThat(value(type, implicit(2, later))).isInstanceOf(AlgorithmParameters.Other.class);
  }

  @Test
  @Requirement("R6031-3.2.12-1")
  void aMacIsWrittenInBase64() throws MalformedException {
    ValueMac mac =
        (ValueMac) value(PskcType.VALUE_MAC, sequence(utf8("hmac-sha256"), utf8("AQID")));
    assertThat(mac.octets().orElseThrow()).containsExactly(1, 2, 3);
    assertThat(mac).isEqualTo(ValueMac.of("hmac-sha256", new byte[] {1, 2, 3}));
    assertThat(new ValueMac("hmac-sha256", "AQ-D").octets()).isEmpty();
    refused(PskcType.VALUE_MAC, sequence(utf8("hmac-sha256")));
  }

  @Test
  @Requirement("R6031-3.3.4-2")
  void thereAreElevenUsages() throws MalformedException {
    ASN1Encodable[] all =
        Arrays.stream(
                new String[] {
                  "OTP",
                  "CR",
                  "Encrypt",
                  "Integrity",
                  "Verify",
                  "Unlock",
                  "Decrypt",
                  "KeyWrap",
                  "Unwrap",
                  "Derive",
                  "Generate"
                })
            .map(DERUTF8String::new)
            .toArray(ASN1Encodable[]::new);
    assertThat(value(PskcType.KEY_USAGES, sequence(all)))
        .isEqualTo(KeyUsages.of(KeyUsage.values()));
    KeyUsages some = KeyUsages.of(KeyUsage.OTP, KeyUsage.CR);
    assertThat(some.permit(KeyUsage.CR)).isTrue();
    assertThat(some.permit(KeyUsage.ENCRYPT)).isFalse();
    refused(PskcType.KEY_USAGES, sequence(utf8("Encrypt"), utf8("Sign")));
  }

  @Test
  @Requirement({"R6031-3.3.5-1", "R6031-3.3.5-4"})
  void aPinPolicyHasSixFields() throws MalformedException {
    ASN1Encodable all =
        sequence(
            implicit(0, utf8("pin 7")),
            implicit(1, utf8("Algorithmic")),
            implicit(2, new ASN1Integer(3)),
            implicit(3, new ASN1Integer(4)),
            implicit(4, new ASN1Integer(200)),
            implicit(5, utf8("ALPHANUMERIC")));
    assertThat(value(PskcType.PIN_POLICY, all))
        .isEqualTo(
            new PinPolicy(
                Optional.of("pin 7"),
                PinUsageMode.ALGORITHMIC,
                Optional.of(BigInteger.valueOf(3)),
                Optional.of(BigInteger.valueOf(4)),
                Optional.of(BigInteger.valueOf(200)),
                Optional.of(ValueEncoding.ALPHANUMERIC)));
    for (PinUsageMode mode : PinUsageMode.values()) {
      assertThat(value(PskcType.PIN_POLICY, sequence(implicit(1, utf8(mode.word())))))
          .isEqualTo(PinPolicy.of(mode));
    }
    ASN1Encodable local = implicit(1, utf8("Local"));
    refused(PskcType.PIN_POLICY, sequence(implicit(2, new ASN1Integer(3))));
    refused(PskcType.PIN_POLICY, sequence(implicit(1, utf8("Remote"))));
    refused(PskcType.PIN_POLICY, sequence(local, implicit(5, utf8("ROMAN"))));
    refused(PskcType.PIN_POLICY, sequence(local, implicit(3, new ASN1Integer(-4))));
    refused(PskcType.PIN_POLICY, sequence(local, implicit(6, new ASN1Integer(4))));
    refused(PskcType.PIN_POLICY, sequence(local, implicit(3, new DEROctetString(new byte[0]))));
    refused(PskcType.PIN_POLICY, sequence(local, implicit(3, sequence(new ASN1Integer(4)))));
  }

  /** RFC 6031 section 3.1.1.6; the library takes several of these. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "20260102030405",
        "202601020304Z",
        "20260102030405+0100",
        "20260102030405.Z",
        "20260102030405.10Z",
        "20260102030405.000Z",
        "20260102030405,5Z",
        "20260102030460Z",
        "20260102235960Z",
        "20260229030405Z",
        "20260102240000Z",
        "+0260102030405Z",
        "20260102030405.1234567891Z",
        ""
      })
  @Requirement({"R6031-3.1.1.6-1", "R6031-3.1.1.6-3", "R6031-3.3.1-1"})
  void aTimeInAnotherFormIsRefused(String text) {
    byte[] octets = text.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    for (PskcType type :
        List.of(
            PskcType.DEVICE_START_DATE,
            PskcType.DEVICE_EXPIRY_DATE,
            PskcType.KEY_START_DATE,
            PskcType.KEY_EXPIRY_DATE)) {
      Encoded time = Encoded.of(new DEROctetString(octets)).retagged(0x18);
      Encoded attribute = Encoded.sequence(Encoded.of(type.oid()), Encoded.setOf(List.of(time)));
      assertThatExceptionOfType(MalformedException.class)
          .isThrownBy(() -> PskcAttribute.decode(attribute, ""));
    }
  }

  @Test
  @Requirement({"R6031-3.1.1.6-1", "R6031-3.1.1.6-3", "R6031-3.3.1-1"})
  void aTimeIsWrittenInUtcWithoutZerosAtTheEnd() {
    for (String[] pair :
        new String[][] {
          {"2026-11-21T13:37:00Z", "20261121133700Z"},
          {"2026-11-21T13:37:00.120Z", "20261121133700.12Z"},
          {"2026-11-21T13:37:00.001Z", "20261121133700.001Z"},
          {"2016-12-31T23:59:59.999Z", "20161231235959.999Z"},
          {"0000-01-01T00:00:00Z", "00000101000000Z"}
        }) {
      byte[] der = new PskcValue.TimeValue(Instant.parse(pair[0])).encode().octets();
      assertThat(new String(der, 2, der.length - 2, java.nio.charset.StandardCharsets.US_ASCII))
          .isEqualTo(pair[1]);
      assertThat(der).startsWith(0x18);
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PskcValue.TimeValue(Instant.parse("+10000-01-01T00:00:00Z")));
  }

  @Test
  void textIsTextInUtf8() {
    Encoded broken =
        Encoded.of(new DEROctetString(new byte[] {(byte) 0xc3, (byte) 0x28})).retagged(0x0c);
    Encoded attribute =
        Encoded.sequence(Encoded.of(PskcType.MODEL.oid()), Encoded.setOf(List.of(broken)));
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> PskcAttribute.decode(attribute, "/attribute"))
        .withMessage("not UTF-8 at /attribute/model");
  }

  @Test
  @Requirement("R6031-3-3")
  void attributesOfOtherDocumentsAreKept() throws MalformedException {
    byte[] der =
        Der.of(
            new Attribute(
                new ASN1ObjectIdentifier("2.999.5"),
                new DERSet(new ASN1Encodable[] {new ASN1Integer(1), DERNull.INSTANCE})));
    PskcAttribute read = PskcAttribute.decode(Encoded.known(der), "");
    assertThat(read).isInstanceOf(PskcAttribute.Other.class);
    assertThat(read.encodedValues()).hasSize(2);
    assertThat(read.encode().octets()).isEqualTo(der);
  }

  @Test
  void anAttributeHasAValueAndNotAHundred() {
    for (int count : new int[] {0, 17}) {
      ASN1Encodable[] values = new ASN1Encodable[count];
      Arrays.setAll(values, i -> utf8("v" + (char) ('a' + i)));
      byte[] der = Der.of(new Attribute(PskcType.MODEL.oid(), new DERSet(values)));
      assertThatExceptionOfType(MalformedException.class)
          .isThrownBy(() -> PskcAttribute.decode(Encoded.known(der), ""))
          .withMessageContaining("no or too many values");
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PskcAttribute.Known(PskcType.MODEL, List.of()));
    assertThatIllegalArgumentException().isThrownBy(() -> PskcAttribute.number(PskcType.MODEL, 4));
  }

  @Test
  void everyValueComesBack() {
    Some.check(some -> {
      for (PskcType type : PskcType.values()) {
        PskcAttribute attribute = PskcAttribute.of(type, SomePskc.value(type, some));
        assertThat(PskcAttribute.decode(attribute.encode(), "")).isEqualTo(attribute);
      }
    });
  }
}
