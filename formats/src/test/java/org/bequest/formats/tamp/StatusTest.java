package org.bequest.formats.tamp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.bequest.formats.tamp.Hand.reference;
import static org.bequest.formats.tamp.Hand.tlv;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.bequest.conformance.Requirement;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.cms.Content;
import org.bequest.formats.receipt.EnumeratedErrorCode;
import org.bequest.formats.tamp.TargetIdentifier.AllModules;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.junit.jupiter.api.Test;

class StatusTest {
  private static final TampMsgRef SEVEN = new TampMsgRef(new AllModules(), 7);
  private static final SubjectPublicKeyInfo KEY =
      SubjectPublicKeyInfo.getInstance(Hand.octets(Hand.KEY));

  @Test
  @Requirement("R5934-5-1")
  void theCodesAre0To38And127() {
    List<BigInteger> numbers = Arrays.stream(StatusCode.values()).map(Status::value).toList();
    assertThat(numbers.subList(0, 39))
        .isEqualTo(IntStream.rangeClosed(0, 38).mapToObj(BigInteger::valueOf).toList());
    assertThat(numbers.subList(39, numbers.size())).containsExactly(BigInteger.valueOf(127));
    assertThat(StatusCode.SUCCESS.word()).isEqualTo("success");
    assertThat(StatusCode.UNSUPPORTED_TAMP_MSG_TYPE.word()).isEqualTo("unsupportedTAMPMsgType");
    assertThat(StatusCode.UNSUPPORTED_TAMP_MSG_TYPE.value()).isEqualTo(18);
    assertThat(StatusCode.UNSUPPORTED_CONTIN_PUB_KEY_DECRYPT_ALG.value()).isEqualTo(28);
    assertThat(StatusCode.UNSUPPORTED_TARGET_IDENTIFIER.value()).isEqualTo(38);
    assertThat(StatusCode.OTHER.value()).isEqualTo(127);
  }

  /** RFC 7191 has taken over these numbers. */
  @Test
  @Requirement("R5934-5-1")
  void codesOfBothRfcsHaveOneNameAndOneNumber() {
    List<String> words = Arrays.stream(StatusCode.values()).map(Status::word).toList();
    assertThat(EnumeratedErrorCode.values())
        .filteredOn(code -> words.contains(code.word()))
        .hasSize(23)
        .allSatisfy(code ->
            assertThat(Status.of(BigInteger.valueOf(code.number())).word()).isEqualTo(code.word()));
  }

  @Test
  @Requirement("R5934-5-1")
  void unknownNumbersAreKept() throws MalformedException {
    for (String code : List.of("0a0127", "0a02012c", "0a0a0102030405060708090a")) {
      byte[] octets = Hand.octets(tlv("30", reference(7), code));
      TampMessage message =
          TampMessage.decode(
              new Content(TampMessageType.SEQUENCE_ADJUST_CONFIRM.identifier(), octets));
      Status status = ((SequenceNumberAdjustConfirm) message).status();
      assertThat(status).isInstanceOf(Status.Unregistered.class);
      assertThat(status.word()).isEqualTo(status.value().toString());
      assertThat(message.encode()).isEqualTo(Encoded.known(octets));
    }
  }

  @Test
  void otherTypesAreNoStatus() {
    for (String code : List.of("020100", "0500", "0a00", "0a01ff", "2a030a0100")) {
      byte[] octets = Hand.octets(tlv("30", reference(7), code));
      assertThatExceptionOfType(MalformedException.class)
          .isThrownBy(() ->
              TampMessage.decode(
                  new Content(TampMessageType.SEQUENCE_ADJUST_CONFIRM.identifier(), octets)));
    }
  }

  @Test
  @Requirement("R5934-4.4-3")
  void aConfirmAnswersAnUpdateWhenItHasAsManyCodes() {
    TampUpdate update =
        new TampUpdate(
            TerseOrVerbose.TERSE,
            SEVEN,
            List.of(new TrustAnchorUpdate.Remove(KEY), new TrustAnchorUpdate.Remove(KEY)),
            List.of());
    UpdateConfirm two = new UpdateConfirm.Terse(List.of(StatusCode.SUCCESS, StatusCode.OTHER));
    UpdateConfirm one = new UpdateConfirm.Terse(List.of(StatusCode.SUCCESS));
    assertThat(new TampUpdateConfirm(SEVEN, two).answers(update)).isTrue();
    assertThat(new TampUpdateConfirm(SEVEN, one).answers(update)).isFalse();
    TampMsgRef eight = new TampMsgRef(new AllModules(), 8);
    assertThat(new TampUpdateConfirm(eight, two).answers(update)).isFalse();
  }
}
