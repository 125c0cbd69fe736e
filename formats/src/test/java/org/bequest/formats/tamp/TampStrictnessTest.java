package org.bequest.formats.tamp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.bequest.formats.tamp.Hand.ALL_MODULES;
import static org.bequest.formats.tamp.Hand.ANCHOR;
import static org.bequest.formats.tamp.Hand.KEY_ID;
import static org.bequest.formats.tamp.Hand.reference;
import static org.bequest.formats.tamp.Hand.tlv;

import java.util.List;
import java.util.Optional;
import org.bequest.conformance.Requirement;
import org.bequest.formats.MalformedException;
import org.bequest.formats.anchor.TrustAnchorChoice;
import org.bequest.formats.cms.CmsOids;
import org.bequest.formats.cms.Content;
import org.bequest.formats.tamp.TargetIdentifier.AllModules;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused although its fields can be made out. */
class TampStrictnessTest {
  private static final TampMsgRef SEVEN = new TampMsgRef(new AllModules(), 7);

  private static Content content(TampMessageType type, String hex) {
    return new Content(type.identifier(), Hand.octets(hex));
  }

  private static void refused(TampMessageType type, String hex, String why) {
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> TampMessage.decode(content(type, hex)))
        .withMessageContaining(why);
  }

  /** The vectors that another project made by hand have this fault. */
  @Test
  @Requirement({"R5934-1.4-1", "R5934-1.4-2", "R5934-4.1-3"})
  void defaultsThatAreSpeltOutAreNoDerAndCanStillBeRead() throws MalformedException {
    TampStatusQuery query = new TampStatusQuery(TerseOrVerbose.VERBOSE, SEVEN);
    for (String extra : List.of("800102", "810102", "800102" + "810102")) {
      String hex = tlv("30", extra, reference(7));
      refused(TampMessageType.STATUS_QUERY, hex, "not DER at /TAMPStatusQuery");
      TampReading reading = TampReading.of(content(TampMessageType.STATUS_QUERY, hex));
      assertThat(reading).isEqualTo(new TampReading(query, 2, false));
    }
    String usesApex = tlv("30", reference(7), tlv("a0", tlv("30", KEY_ID)), "0101ff");
    refused(TampMessageType.STATUS_RESPONSE, usesApex, "not DER");
    assertThat(TampReading.of(content(TampMessageType.STATUS_RESPONSE, usesApex)).isDer())
        .isFalse();
  }

  @Test
  @Requirement("R5934-4.1-3")
  void anotherVersionIsToldFromAnEncodingThatCannotBeRead() throws MalformedException {
    for (int version : new int[] {1, 3}) {
      String hex = tlv("30", "8001%02x".formatted(version), reference(7));
      refused(TampMessageType.SEQUENCE_ADJUST, hex, "version at /SequenceNumberAdjust");
      TampReading reading = TampReading.of(content(TampMessageType.SEQUENCE_ADJUST, hex));
      assertThat(reading.version()).isEqualTo(version);
      assertThat(reading.message()).isEqualTo(new SequenceNumberAdjust(SEVEN));
    }
    refused(TampMessageType.SEQUENCE_ADJUST, tlv("30", "80050100000000", reference(7)), "version");
    refused(TampMessageType.SEQUENCE_ADJUST, tlv("30", "a003020102", reference(7)), "version");
  }

  @Test
  @Requirement({"R5934-1.4-1", "R5934-1.4-2"})
  void berIsReadAndIsNoDer() throws MalformedException {
    String hex = "3080" + reference(7) + "0000";
    refused(TampMessageType.STATUS_QUERY, hex, "not DER");
    TampReading reading = TampReading.of(content(TampMessageType.STATUS_QUERY, hex));
    assertThat(reading.message()).isEqualTo(new TampStatusQuery(TerseOrVerbose.VERBOSE, SEVEN));
    assertThat(reading.isDer()).isFalse();
    String longLength = "308107" + reference(7);
    refused(TampMessageType.STATUS_QUERY, longLength, "not DER");
    String wrongTrue = tlv("30", reference(7), "010101", "010100", ANCHOR);
    refused(TampMessageType.APEX_UPDATE, wrongTrue, "not DER");
  }

  @ParameterizedTest
  @ValueSource(strings = {"800101", "a1030a0101", "810103", "810100", "81020101", "8100"})
  @Requirement("R5934-4.1-4")
  void terseIsOneOfTwo(String terse) {
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() ->
            TampMessage.decode(
                content(TampMessageType.STATUS_QUERY, tlv("30", terse, reference(7)))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0201ff", "0209008000000000000000", "0a0107", "0200", "020200ff00"})
  @Requirement("R5934-6-6")
  void sequenceNumbersAreFrom0To2To63(String number) {
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() ->
            TampMessage.decode(
                content(
                    TampMessageType.SEQUENCE_ADJUST, tlv("30", tlv("30", ALL_MODULES, number)))));
  }

  @Test
  @Requirement("R5934-6-6")
  void noNegativeNumberIsWritten() {
    assertThatIllegalArgumentException().isThrownBy(() -> new TampMsgRef(new AllModules(), -1));
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            new TampApexUpdate(
                TerseOrVerbose.TERSE,
                SEVEN,
                true,
                true,
                Optional.of(-5L),
                TrustAnchorChoice.decode(Hand.octets(ANCHOR))));
  }

  @Test
  @Requirement("R5934-4.2-6")
  void listsThatMustHaveElementsHaveThem() {
    String ref = reference(7);
    refused(TampMessageType.UPDATE, tlv("30", ref, "3000"), "empty list at /TAMPUpdate/updates");
    refused(
        TampMessageType.STATUS_RESPONSE,
        tlv("30", ref, tlv("a0", "3000")),
        "empty list at /TAMPStatusResponse/response/terseResponse/taKeyIds");
    refused(TampMessageType.STATUS_RESPONSE, tlv("30", ref, tlv("a1", "3000")), "empty list");
    refused(
        TampMessageType.STATUS_RESPONSE,
        tlv("30", ref, tlv("a1", tlv("30", ANCHOR), "a200")),
        "tampSeqNumbers");
    refused(TampMessageType.UPDATE_CONFIRM, tlv("30", ref, "a000"), "empty list");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new UpdateConfirm.Terse(List.of()))
        .withMessageContaining("status codes");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new StatusResponse.Terse(List.of(), Optional.empty()));
  }

  @Test
  @Requirement("R5934-4.2-5")
  void onlyAnApexHasAContingencyKey() {
    String verbose = tlv("a1", tlv("30", ANCHOR), tlv("a0", "06022a04"));
    refused(
        TampMessageType.STATUS_RESPONSE,
        tlv("30", reference(7), verbose, "010100"),
        "without an apex");
    StatusResponse response =
        new StatusResponse.Verbose(
            List.of(anchor()),
            Optional.of(new AlgorithmIdentifier(new ASN1ObjectIdentifier("1.2.4"))),
            Optional.empty(),
            List.of());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TampStatusResponse(SEVEN, response, false));
  }

  private static TrustAnchorChoice anchor() {
    try {
      return TrustAnchorChoice.decode(Hand.octets(ANCHOR));
    } catch (MalformedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  @Requirement({"R5934-4.7-4", "R5934-4.7-5"})
  void aCommunityUpdateHasSomethingToDo() {
    String ref = reference(7);
    String why = "no communities to remove or to add at /TAMPCommunityUpdate/updates";
    refused(TampMessageType.COMMUNITY_UPDATE, tlv("30", ref, "3000"), why);
    refused(TampMessageType.COMMUNITY_UPDATE, tlv("30", ref, tlv("30", "a200")), why);
    refused(TampMessageType.COMMUNITY_UPDATE, tlv("30", ref, tlv("30", "a100", "a200")), why);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CommunityUpdates(Optional.empty(), Optional.empty()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CommunityUpdates.add(CommunityIdentifierList.of()));
  }

  @Test
  @Requirement("R5934-4.11-2")
  void anErrorIsNoSuccess() {
    refused(TampMessageType.ERROR, tlv("30", Hand.tampOid(3), "0a0100", reference(7)), "success");
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            new TampError(
                TampMessageType.UPDATE.identifier(), StatusCode.SUCCESS, Optional.of(SEVEN)));
  }

  @Test
  @Requirement("R5934-4.6-2")
  void aTerseConfirmIsNeitherConstructedNorASequence() {
    String ref = reference(7);
    refused(TampMessageType.APEX_UPDATE_CONFIRM, tlv("30", ref, "a0030a0100"), "bad structure");
    refused(TampMessageType.APEX_UPDATE_CONFIRM, tlv("30", ref, "8100"), "bad structure");
    refused(TampMessageType.COMMUNITY_UPDATE_CONFIRM, tlv("30", ref, "820100"), "unknown choice");
    refused(TampMessageType.UPDATE_CONFIRM, tlv("30", ref, "800100"), "bad structure");
    refused(TampMessageType.APEX_UPDATE_CONFIRM, tlv("30", ref, "8000"), "empty or a negative");
    refused(TampMessageType.APEX_UPDATE_CONFIRM, tlv("30", ref, "8001ff"), "negative");
    refused(TampMessageType.APEX_UPDATE_CONFIRM, tlv("30", ref, "80020001"), "not DER");
  }

  @Test
  void whatIsMissingOrTooMuchIsNamedWithItsPath() {
    refused(TampMessageType.SEQUENCE_ADJUST, "3000", "missing msgRef at /SequenceNumberAdjust");
    refused(
        TampMessageType.SEQUENCE_ADJUST,
        tlv("30", reference(7), "0500"),
        "unknown field at /SequenceNumberAdjust");
    refused(
        TampMessageType.SEQUENCE_ADJUST,
        tlv("30", tlv("30", ALL_MODULES)),
        "missing seqNum at /SequenceNumberAdjust/msgRef");
    refused(
        TampMessageType.UPDATE,
        tlv("30", reference(7), tlv("30", tlv("a3", "a000"))),
        "missing /TAMPUpdate/updates/change/tbsCertChange/subjectPublicKeyInfo");
  }

  @Test
  void otherContentIsNoMessage() {
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> TampMessage.decode(Content.data(new byte[0])));
    for (ASN1ObjectIdentifier type :
        List.of(CmsOids.SIGNED_DATA, TampOids.TAMP, TampOids.TAMP.branch("12"))) {
      assertThatExceptionOfType(MalformedException.class)
          .isThrownBy(() -> TampReading.of(new Content(type, Hand.octets("3000"))))
          .withMessage("not a TAMP message");
    }
  }
}
