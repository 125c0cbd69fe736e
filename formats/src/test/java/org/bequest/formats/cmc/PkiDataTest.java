package org.bequest.formats.cmc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;
import org.bequest.conformance.Damage;
import org.bequest.conformance.Requirement;
import org.bequest.conformance.Vectors;
import org.bequest.formats.MalformedException;
import org.bequest.formats.OpenSsl;
import org.bequest.formats.asn1.Asn1;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.asn1.Limits;
import org.bequest.formats.cmc.control.SenderNonce;
import org.bequest.formats.cmc.control.Unknown;
import org.bequest.formats.cmc.part.BodyPartId;
import org.bequest.formats.cmc.part.BodyPartPath;
import org.bequest.formats.cmc.part.TaggedContentInfo;
import org.bequest.formats.cmc.part.TaggedRequest;
import org.bequest.formats.cms.CmsOids;
import org.bequest.formats.cms.Content;
import org.bequest.formats.cms.SignedContent;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DEROctetString;
import org.junit.jupiter.api.Test;

class PkiDataTest {
  private static final Limits LIMITS = new Limits(1 << 20, 32, 10_000);

  private static PkiData vector() throws MalformedException {
    byte[] message = Vectors.shared("rfc5272-full-cmc-request-pkcs10");
    Content content = SignedContent.decode(message).content().orElseThrow();
    assertThat(content.type()).isEqualTo(CmsOids.PKI_DATA);
    return PkiData.decode(content.octets());
  }

  @Test
  void everythingComesBackAsItWas() throws Exception {
    PkiData sent = CmcFixture.everything();
    PkiData received = PkiData.decode(sent.encode());
    assertThat(received).isEqualTo(sent);
    assertThat(received.encode()).isEqualTo(sent.encode());
    Asn1.checkDer(sent.encode(), LIMITS);
    assertThat(OpenSsl.run(sent.encode(), "asn1parse", "-inform", "DER"))
        .contains("1.3.6.1.4.1.311.10.10.1")
        .doesNotContain("rror");
  }

  @Test
  void aRequestOfAPublicProjectIsReadAndWritten() throws Exception {
    PkiData data = vector();
    assertThat(data.controlSequence())
        .extracting(c -> c.id().value())
        .containsExactly(340570457L, 937138838L);
    assertThat(data.controls(SenderNonce.class)).hasSize(1);
    assertThat(data.requests()).hasSize(1);
    assertThat(data.requests().getFirst())
        .isInstanceOfSatisfying(
            TaggedRequest.Tcr.class,
            tcr ->
                assertThat(tcr.csr().subject().toString())
                    .contains("CN=Date Name 2023-01-30 23:18:43")
                    .contains("1234567890"));
    assertThat(data.cmsSequence()).isEmpty();
    assertThat(data.otherMsgSequence()).isEmpty();
    byte[] message = Vectors.shared("rfc5272-full-cmc-request-pkcs10");
    assertThat(data.encode())
        .isEqualTo(SignedContent.decode(message).content().orElseThrow().octets());
  }

  @Test
  @Requirement({"R5272-6.2.1-1", "S-23"})
  void theRequestSequenceKeepsTheOctetsInWhichItCame() throws Exception {
    Encoded tcr = CmcFixture.tcr(1).encoded();
    byte[] indefinite = concat("3080", tcr.octets(), "0000");
    byte[] message = concat("30803000", indefinite, "300030000000");
    PkiData data = PkiData.decode(message);
    assertThat(data.reqSequence().encoded().octets()).isEqualTo(indefinite);
    assertThat(data.requests()).hasSize(1);
    assertThat(data.requests().getFirst().encoded()).isEqualTo(tcr);
  }

  @Test
  @Requirement("R5273-4.2-2")
  void indefiniteLengthsAreReadEverywhere() throws Exception {
    byte[] good = CmcFixture.everything().encode();
    PkiData data = PkiData.decode(indefinite(Encoded.known(good)));
    assertThat(data.controlSequence()).hasSize(CmcFixture.everything().controlSequence().size());
    assertThat(data.requests()).hasSize(3);
  }

  /** The outer sequence and its four fields with indefinite lengths. */
  private static byte[] indefinite(Encoded message) throws MalformedException {
    byte[] fields = new byte[0];
    for (Encoded field : message.children()) {
      byte[] elements = new byte[0];
      for (Encoded element : field.children()) {
        elements = concat("", concat(hex(elements), element.octets(), ""), "");
      }
      fields = concat(hex(fields), concat("3080", elements, "0000"), "");
    }
    return concat("3080", fields, "0000");
  }

  private static String hex(byte[] octets) {
    return HexFormat.of().formatHex(octets);
  }

  private static byte[] concat(String before, byte[] middle, String after) {
    return HexFormat.of().parseHex(before + hex(middle) + after);
  }

  @Test
  @Requirement({"R5272-3.2.2-1", "R5272-3.2.2-2", "S-22"})
  void noTwoPartsHaveTheSameNumberAndNoneHasZero() throws Exception {
    TaggedRequest one = CmcFixture.tcr(1);
    TaggedAttribute same =
        new TaggedAttribute(new BodyPartId(1), new SenderNonce(CmcFixture.octets("n")));
    List<TaggedContentInfo> content =
        List.of(new TaggedContentInfo(new BodyPartId(1), CmcFixture.contentInfo()));
    assertThatIllegalArgumentException().isThrownBy(() -> PkiData.of(List.of(same), List.of(one)));
    assertThatIllegalArgumentException().isThrownBy(() -> PkiData.of(List.of(), List.of(one, one)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PkiResponse(List.of(same), content, List.of()));
    refused(e -> Encoded.sequence(part(1), part(1)));
    refused(e -> Encoded.sequence(part(0)));
    assertThat(PkiData.decode(withContents(Encoded.sequence(part(1), part(2)))).cmsSequence())
        .hasSize(2);
  }

  @Test
  @Requirement("R5272-3.2.2-3")
  void numbersBeyondThirtyTwoBitsAreRefused() throws Exception {
    refused(e -> Encoded.sequence(part(0x1_0000_0000L)));
    refused(e -> Encoded.sequence(part(-1)));
    assertThat(PkiData.decode(withContents(Encoded.sequence(part(0xffff_ffffL)))).cmsSequence())
        .hasSize(1);
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> TaggedRequest.of(CmcFixture.crmf(0x1_0000_0000L)));
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> TaggedRequest.of(CmcFixture.crmf(0)));
  }

  private static Encoded part(long id) {
    return Encoded.sequence(Encoded.of(new ASN1Integer(id)), CmcFixture.contentInfo());
  }

  private static byte[] withContents(Encoded cmsSequence) {
    Encoded empty = Encoded.sequence();
    return Encoded.sequence(empty, empty, cmsSequence, empty).octets();
  }

  private static void refused(UnaryOperator<Encoded> cmsSequence) {
    byte[] message = withContents(cmsSequence.apply(Encoded.sequence()));
    assertThatExceptionOfType(MalformedException.class).isThrownBy(() -> PkiData.decode(message));
  }

  @Test
  @Requirement("R5272-3.2.1.1-1")
  void aControlThatNobodyKnowsIsKeptForWhoeverDoes() throws Exception {
    List<Unknown> unknown =
        PkiData.decode(CmcFixture.everything().encode()).controls(Unknown.class);
    assertThat(unknown).hasSize(1);
    assertThat(unknown.getFirst().values()).hasSize(2);
  }

  @Test
  void aResponseComesBackAsItWas() throws Exception {
    PkiResponse sent =
        new PkiResponse(
            CmcFixture.numbered(CmcFixture.controls()),
            CmcFixture.everything().cmsSequence(),
            CmcFixture.everything().otherMsgSequence());
    assertThat(PkiResponse.decode(sent.encode())).isEqualTo(sent);
    int refused = Damage.everywhere(sent.encode(), PkiResponse::decode);
    assertThat(refused).isGreaterThan(sent.encode().length);
  }

  /** Seen in a public report: a SEQUENCE where the octets of the content belong. */
  @Test
  void aResponseWithoutItsOctetStringIsRefused() {
    byte[] notOctets = Encoded.sequence(Encoded.of(new DEROctetString(new byte[3]))).octets();
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> PkiResponse.decode(notOctets));
  }

  @Test
  void damagedMessagesAreRefusedOrReadAsOthers() throws Exception {
    byte[] good = CmcFixture.everything().encode();
    assertThat(Damage.everywhere(good, PkiData::decode)).isGreaterThan(good.length);
    byte[] vector = vector().encode();
    assertThat(Damage.everywhere(vector, PkiData::decode)).isGreaterThan(vector.length);
  }

  @Test
  void unsignedDataComesBackAsItWas() throws Exception {
    CmcUnsignedData sent =
        new CmcUnsignedData(
            new BodyPartPath(List.of(new BodyPartId(1))), CmsOids.DATA, CmcFixture.contentInfo());
    byte[] encoded = sent.encode().octets();
    assertThat(CmcUnsignedData.decode(encoded)).isEqualTo(sent);
    assertThat(Damage.everywhere(encoded, CmcUnsignedData::decode)).isPositive();
  }
}
