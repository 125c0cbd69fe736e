package org.bequest.formats.tamp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bequest.formats.tamp.Hand.ALL_MODULES;
import static org.bequest.formats.tamp.Hand.ANCHOR;
import static org.bequest.formats.tamp.Hand.KEY;
import static org.bequest.formats.tamp.Hand.KEY_ID;
import static org.bequest.formats.tamp.Hand.reference;
import static org.bequest.formats.tamp.Hand.tlv;

import java.math.BigInteger;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.bequest.conformance.Requirement;
import org.bequest.formats.MalformedException;
import org.bequest.formats.anchor.CertPathControls;
import org.bequest.formats.anchor.TrustAnchorChoice;
import org.bequest.formats.anchor.TrustAnchorInfo;
import org.bequest.formats.cms.Content;
import org.bequest.formats.cms.EntityIdentifier.KeyIdentifier;
import org.bequest.formats.tamp.TargetIdentifier.AllModules;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.Validity;
import org.junit.jupiter.api.Test;

/** Every message by hand, from the grammar of RFC 5934 appendix A. */
class TampOctetsTest {
  private static final String COMMUNITY = "06022a03";
  private static final String NAME = tlv("30", tlv("31", tlv("30", "0603550403", "0c0161")));
  private static final String EXTENSIONS = tlv("30", tlv("30", "06022a05", "04020500"));
  private static final String NUMBERS = tlv("30", KEY_ID, "020105");

  private static final SubjectPublicKeyInfo PUBLIC_KEY =
      SubjectPublicKeyInfo.getInstance(Hand.octets(KEY));
  private static final KeyIdentifier ID = new KeyIdentifier(new byte[] {10, 11});
  private static final TrustAnchorChoice BARE =
      new TrustAnchorChoice.TaInfo(TrustAnchorInfo.of(PUBLIC_KEY, ID));
  private static final CommunityIdentifierList ONE_COMMUNITY =
      CommunityIdentifierList.of(new ASN1ObjectIdentifier("1.2.3"));
  private static final List<TampSequenceNumber> FIVE = List.of(new TampSequenceNumber(ID, 5));
  private static final TampMsgRef SEVEN = new TampMsgRef(new AllModules(), 7);
  private static final AlgorithmIdentifier SOME_ALGORITHM =
      new AlgorithmIdentifier(new ASN1ObjectIdentifier("1.2.4"));
  private static final Extensions SOME_EXTENSIONS =
      new Extensions(new Extension(new ASN1ObjectIdentifier("1.2.5"), false, new byte[] {5, 0}));

  /** Both ways: the octets mean the value, and the value is written as the octets. */
  private static void same(String hex, TampMessage message) throws MalformedException {
    assertThat(HexFormat.of().formatHex(message.encode().octets())).isEqualTo(hex);
    Content content = new Content(message.messageType().identifier(), Hand.octets(hex));
    assertThat(TampMessage.decode(content)).isEqualTo(message);
    assertThat(message.content().octets()).isEqualTo(content.octets());
  }

  @Test
  @Requirement({"R5934-4.1-3", "R5934-4.1-4", "R5934-4.1-5", "R5934-4.1-9"})
  void aQueryLeavesOutItsDefaults() throws MalformedException {
    same(tlv("30", reference(7)), new TampStatusQuery(TerseOrVerbose.VERBOSE, SEVEN));
    same(tlv("30", "810101", reference(7)), new TampStatusQuery(TerseOrVerbose.TERSE, SEVEN));
  }

  @Test
  @Requirement({"R5934-4.2-2", "R5934-4.2-3", "R5934-4.2-4", "R5934-4-10"})
  void aResponseIsTerseOrVerbose() throws MalformedException {
    same(
        tlv("30", reference(7), tlv("a0", tlv("30", KEY_ID), tlv("30", COMMUNITY))),
        new TampStatusResponse(
            SEVEN, new StatusResponse.Terse(List.of(ID), Optional.of(ONE_COMMUNITY)), true));
    same(
        tlv("30", reference(7), tlv("a0", tlv("30", KEY_ID)), "010100"),
        new TampStatusResponse(
            SEVEN, new StatusResponse.Terse(List.of(ID), Optional.empty()), false));
    String verbose =
        tlv(
            "a1",
            tlv("30", ANCHOR),
            tlv("a0", "06022a04"),
            tlv("a1", COMMUNITY),
            tlv("a2", NUMBERS));
    same(
        tlv("30", reference(7), verbose),
        new TampStatusResponse(
            SEVEN,
            new StatusResponse.Verbose(
                List.of(BARE), Optional.of(SOME_ALGORITHM), Optional.of(ONE_COMMUNITY), FIVE),
            true));
  }

  @Test
  @Requirement({"R5934-3-1", "R5934-4.3-3", "R5934-4.3-7", "R5934-4-4"})
  void anUpdateAddsAndRemoves() throws MalformedException {
    String add = tlv("a1", ANCHOR);
    String remove = "a2" + KEY.substring(2);
    same(
        tlv("30", reference(7), tlv("30", add, remove), tlv("a2", NUMBERS)),
        new TampUpdate(
            TerseOrVerbose.VERBOSE,
            SEVEN,
            List.of(new TrustAnchorUpdate.Add(BARE), new TrustAnchorUpdate.Remove(PUBLIC_KEY)),
            FIVE));
  }

  /** The same extensions, explicit in one and implicit in the other. */
  @Test
  @Requirement("R5934-4.3-4")
  void anUpdateChangesAnchorsInTwoForms() throws MalformedException {
    String key4 = "a4" + KEY.substring(2);
    String times = "170d323630313031303030303030" + "5a" + "170d323730313031303030303030" + "5a";
    String tbs =
        tlv(
            "a0",
            "020109",
            tlv("a0", "06022a04"),
            tlv("a1", NAME),
            tlv("a2", times),
            tlv("a3", NAME),
            key4,
            tlv("a5", EXTENSIONS));
    String controls = tlv("30", NAME);
    String info =
        tlv("a1", KEY, KEY_ID, "0c0162", controls, tlv("a1", tlv("30", "06022a05", "04020500")));
    X500Name name = new X500Name("CN=a");
    TbsCertificateChangeInfo tbsChange =
        new TbsCertificateChangeInfo(
            Optional.of(BigInteger.valueOf(9)),
            Optional.of(SOME_ALGORITHM),
            Optional.of(name),
            Optional.of(Validity.getInstance(Hand.octets(tlv("30", times)))),
            Optional.of(name),
            PUBLIC_KEY,
            Optional.of(SOME_EXTENSIONS));
    TrustAnchorChangeInfo change =
        new TrustAnchorChangeInfo(
            PUBLIC_KEY,
            Optional.of(ID),
            Optional.of("b"),
            Optional.of(CertPathControls.of(name)),
            Optional.of(SOME_EXTENSIONS));
    same(
        tlv("30", reference(7), tlv("30", tlv("a3", tbs), tlv("a3", info))),
        new TampUpdate(
            TerseOrVerbose.VERBOSE,
            SEVEN,
            List.of(new TrustAnchorUpdate.Change(tbsChange), new TrustAnchorUpdate.Change(change)),
            List.of()));
    assertThat(tbsChange.publicKey()).isEqualTo(change.publicKey()).isEqualTo(PUBLIC_KEY);
  }

  /** Nothing but the key: what such a change does is the store's to know. */
  @Test
  @Requirement("R5934-4.3-4")
  void changesMayBeEmpty() throws MalformedException {
    String tbs = tlv("a3", tlv("a0", "a4" + KEY.substring(2)));
    String info = tlv("a3", tlv("a1", KEY));
    TbsCertificateChangeInfo tbsChange =
        new TbsCertificateChangeInfo(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            PUBLIC_KEY,
            Optional.empty());
    TrustAnchorChangeInfo change =
        new TrustAnchorChangeInfo(
            PUBLIC_KEY, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    same(
        tlv("30", "810101", reference(7), tlv("30", tbs, info)),
        new TampUpdate(
            TerseOrVerbose.TERSE,
            SEVEN,
            List.of(new TrustAnchorUpdate.Change(tbsChange), new TrustAnchorUpdate.Change(change)),
            List.of()));
  }

  @Test
  @Requirement({"R5934-4.4-2", "R5934-4-6"})
  void anUpdateConfirmIsTerseOrVerbose() throws MalformedException {
    String codes = "0a0100" + "0a0114";
    List<Status> status = List.of(StatusCode.SUCCESS, StatusCode.IMPROPER_TA_ADDITION);
    same(
        tlv("30", reference(7), tlv("a0", codes)),
        new TampUpdateConfirm(SEVEN, new UpdateConfirm.Terse(status)));
    same(
        tlv("30", reference(7), tlv("a1", tlv("30", codes), tlv("30", ANCHOR))),
        new TampUpdateConfirm(
            SEVEN, new UpdateConfirm.Verbose(status, List.of(BARE), List.of(), true)));
    String all = tlv("a1", tlv("30", codes), tlv("30", ANCHOR), tlv("30", NUMBERS), "010100");
    same(
        tlv("30", reference(7), all),
        new TampUpdateConfirm(
            SEVEN, new UpdateConfirm.Verbose(status, List.of(BARE), FIVE, false)));
  }

  @Test
  @Requirement("R5934-4.5-7")
  void anApexUpdateSaysBothBooleans() throws MalformedException {
    same(
        tlv("30", reference(7), "010100", "0101ff", ANCHOR),
        new TampApexUpdate(TerseOrVerbose.VERBOSE, SEVEN, false, true, Optional.empty(), BARE));
    same(
        tlv("30", "810101", reference(7), "0101ff", "010100", "020103", ANCHOR),
        new TampApexUpdate(TerseOrVerbose.TERSE, SEVEN, true, false, Optional.of(3L), BARE));
  }

  @Test
  @Requirement("R5934-4.6-2")
  void anApexConfirmIsTerseOrVerbose() throws MalformedException {
    same(
        tlv("30", reference(7), "800115"),
        new TampApexUpdateConfirm(SEVEN, new ApexUpdateConfirm.Terse(StatusCode.SEQ_NUM_FAILURE)));
    String verbose =
        tlv("a1", "0a0100", tlv("30", ANCHOR), tlv("a0", COMMUNITY), tlv("a1", NUMBERS));
    same(
        tlv("30", reference(7), verbose),
        new TampApexUpdateConfirm(
            SEVEN,
            new ApexUpdateConfirm.Verbose(
                StatusCode.SUCCESS, List.of(BARE), Optional.of(ONE_COMMUNITY), FIVE)));
  }

  @Test
  @Requirement({"R5934-4.7-4", "R5934-4.7-5", "R5934-4.1-13"})
  void aCommunityUpdateRemovesAllByAnEmptyList() throws MalformedException {
    same(
        tlv("30", reference(7), tlv("30", "a100", tlv("a2", COMMUNITY))),
        new TampCommunityUpdate(
            TerseOrVerbose.VERBOSE,
            SEVEN,
            new CommunityUpdates(
                Optional.of(CommunityIdentifierList.of()), Optional.of(ONE_COMMUNITY))));
    same(
        tlv("30", "810101", reference(7), tlv("30", "a100")),
        new TampCommunityUpdate(TerseOrVerbose.TERSE, SEVEN, CommunityUpdates.removeAll()));
  }

  @Test
  @Requirement("R5934-4.8-2")
  void aCommunityConfirmIsTerseOrVerbose() throws MalformedException {
    same(
        tlv("30", reference(7), "800118"),
        new TampCommunityUpdateConfirm(
            SEVEN, new CommunityConfirm.Terse(StatusCode.COMMUNITY_UPDATE_FAILED)));
    same(
        tlv("30", reference(7), tlv("a1", "0a0100", tlv("30", COMMUNITY))),
        new TampCommunityUpdateConfirm(
            SEVEN, new CommunityConfirm.Verbose(StatusCode.SUCCESS, Optional.of(ONE_COMMUNITY))));
  }

  @Test
  @Requirement({"R5934-4.9-3", "R5934-4.10-2", "R5934-4-5"})
  void anAdjustAndItsConfirm() throws MalformedException {
    same(tlv("30", reference(7)), new SequenceNumberAdjust(SEVEN));
    same(
        tlv("30", reference(7), "0a0100"),
        new SequenceNumberAdjustConfirm(SEVEN, StatusCode.SUCCESS));
  }

  @Test
  @Requirement({"R5934-4.11-4", "R5934-4-13"})
  void anErrorNamesTheTypeAndPerhapsTheMessage() throws MalformedException {
    String head = Hand.tampOid(3) + "0a010b";
    same(
        tlv("30", head, reference(7)),
        new TampError(
            TampMessageType.UPDATE.identifier(), StatusCode.NOT_AUTHORIZED, Optional.of(SEVEN)));
    same(
        tlv("30", head),
        new TampError(
            TampMessageType.UPDATE.identifier(), StatusCode.NOT_AUTHORIZED, Optional.empty()));
  }

  @Test
  @Requirement("R5934-6-6")
  void sequenceNumbersGoUpToTheSignOf64Bits() throws MalformedException {
    String most = tlv("30", ALL_MODULES, "02087fffffffffffffff");
    same(
        tlv("30", most),
        new SequenceNumberAdjust(new TampMsgRef(new AllModules(), Long.MAX_VALUE)));
    String twoOctets = tlv("30", ALL_MODULES, "02020080");
    same(tlv("30", twoOctets), new SequenceNumberAdjust(new TampMsgRef(new AllModules(), 128)));
  }
}
