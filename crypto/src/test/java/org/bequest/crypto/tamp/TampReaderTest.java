package org.bequest.crypto.tamp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Optional;
import org.bequest.conformance.Damage;
import org.bequest.conformance.Requirement;
import org.bequest.conformance.Vectors;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.crypto.cms.MessageSigner;
import org.bequest.crypto.constraint.ConstraintRules;
import org.bequest.crypto.constraint.ContentRights;
import org.bequest.crypto.path.AnchorStore;
import org.bequest.crypto.path.PathInputs;
import org.bequest.crypto.tamp.TampCheck.Accepted;
import org.bequest.crypto.tamp.TampCheck.Refused;
import org.bequest.formats.anchor.TrustAnchorChoice;
import org.bequest.formats.asn1.Asn1;
import org.bequest.formats.asn1.Der;
import org.bequest.formats.asn1.Limits;
import org.bequest.formats.cms.CmsOids;
import org.bequest.formats.cms.Content;
import org.bequest.formats.cms.EntityIdentifier;
import org.bequest.formats.cms.SignedContent;
import org.bequest.formats.cms.SignerInfo;
import org.bequest.formats.tamp.ApexContingencyKey;
import org.bequest.formats.tamp.ApexUpdateConfirm;
import org.bequest.formats.tamp.CommunityConfirm;
import org.bequest.formats.tamp.SequenceNumberAdjust;
import org.bequest.formats.tamp.SequenceNumberAdjustConfirm;
import org.bequest.formats.tamp.StatusCode;
import org.bequest.formats.tamp.StatusResponse;
import org.bequest.formats.tamp.TampApexUpdateConfirm;
import org.bequest.formats.tamp.TampCommunityUpdateConfirm;
import org.bequest.formats.tamp.TampError;
import org.bequest.formats.tamp.TampMessage;
import org.bequest.formats.tamp.TampMessageType;
import org.bequest.formats.tamp.TampMsgRef;
import org.bequest.formats.tamp.TampStatusQuery;
import org.bequest.formats.tamp.TampStatusResponse;
import org.bequest.formats.tamp.TampUpdate;
import org.bequest.formats.tamp.TampUpdateConfirm;
import org.bequest.formats.tamp.TargetIdentifier.AllModules;
import org.bequest.formats.tamp.TerseOrVerbose;
import org.bequest.formats.tamp.TrustAnchorUpdate;
import org.bequest.formats.tamp.UpdateConfirm;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.cert.X509CertificateHolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who is believed to have sent a message. */
class TampReaderTest {
  private static final TampMsgRef SEVEN = new TampMsgRef(new AllModules(), 7);
  private static final TampStatusQuery QUERY = new TampStatusQuery(TerseOrVerbose.TERSE, SEVEN);
  private static final PathInputs NOW = PathInputs.at(Party.NOW);
  private static final Party ANCHOR = Party.of("anchor");

  private static TampReader reader(Party... anchors) {
    return new TampReader(
        AnchorStore.of(List.of(anchors).stream().map(Party::anchor).toList()),
        List.of(),
        ConstraintRules.LENIENT);
  }

  private static TampCheck read(TampMessage message, MessageSigner signer, Party... anchors) {
    return reader(anchors).read(SignedTamp.of(message, signer).encode(), NOW);
  }

  private static void refused(TampCheck check, StatusCode status) {
    assertThat(check).isInstanceOf(Refused.class);
    Refused refused = (Refused) check;
    assertThat(refused.status()).as(refused.detail()).isEqualTo(status);
  }

  @ParameterizedTest
  @EnumSource(names = {"P256", "P384", "RSA_2048", "ED25519"})
  @Requirement({"R5934-1.2-2", "R5934-1.3.3-1", "R5934-1.3.3-3", "R5934-1.3-1"})
  void anAnchorSignsWithoutACertificate(KeyAlgorithm algorithm) {
    Party anchor = Party.of("anchor", algorithm);
    assertThat(read(QUERY, anchor.bare(), anchor))
        .isEqualTo(
            new Accepted(
                QUERY, new TampSigner.Anchor(anchor.anchor(), ContentRights.UNCONSTRAINED)));
    refused(read(QUERY, anchor.bare(), ANCHOR), StatusCode.NO_TRUST_ANCHOR);
  }

  @Test
  @Requirement({
    "R5934-2-1",
    "R5934-2-2",
    "R5934-2.2-1",
    "R5934-2.2-2",
    "R5934-2.2-3",
    "R5934-2.2-10",
    "R5934-2.2.1-1",
    "R5934-2.2.1-2",
    "R5934-2.2.1-3",
    "R5934-2.2.3-1",
    "R5934-2.2.3-4",
    "R5934-2.2.4-2",
    "R5934-C-1",
    "R5934-10-2"
  })
  void whatIsWrittenIsInTheProfile() throws Exception {
    Content content = SignedTamp.of(QUERY, ANCHOR.bare());
    assertThat(content.type()).isEqualTo(CmsOids.SIGNED_DATA);
    TampLayers layers = TampLayers.of(content);
    assertThat(TampProfile.fault(layers)).isEmpty();
    assertThat(layers.version().intValueExact()).isEqualTo(3);
    assertThat(layers.digestAlgorithms().size()).isEqualTo(1);
    assertThat(layers.certificates()).isEmpty();
    Asn1.checkDer(content.encode(), new Limits(1 << 16, 32, 1000));
    SignedContent signed = SignedContent.of(content);
    assertThat(signed.contentType()).isEqualTo(TampMessageType.STATUS_QUERY.identifier());
    assertThat(signed.octets()).isEqualTo(QUERY.encode().octets());
    assertThat(signed.signers()).hasSize(1);
    SignerInfo signer = signed.signers().getFirst();
    assertThat(signer.version()).isEqualTo(3);
    assertThat(signer.id()).isEqualTo(ANCHOR.id());
    assertThat(signer.signedAttributes().attributes())
        .extracting(a -> a.getAttrType())
        .containsExactlyInAnyOrder(CmsOids.CONTENT_TYPE, CmsOids.MESSAGE_DIGEST);
    assertThat(signer.unsignedAttributes().isEmpty()).isTrue();
    assertThat(SignedTamp.of(QUERY, ANCHOR.bare()).octets()).isNotEqualTo(content.octets());
  }

  @Test
  @Requirement("R5934-8-1")
  void everyAnchorWithTheIdentifierIsTried() {
    Party second = ANCHOR.namesake("second");
    Party third = ANCHOR.namesake("third");
    assertThat(read(QUERY, third.bare(), ANCHOR, second, third))
        .isEqualTo(
            new Accepted(
                QUERY, new TampSigner.Anchor(third.anchor(), ContentRights.UNCONSTRAINED)));
    refused(read(QUERY, third.bare(), ANCHOR, second), StatusCode.SIGNATURE_FAILURE);
  }

  @Test
  @Requirement({"R5934-1.2-3", "R5934-1.3.3-2", "R5934-2.2-4", "R5934-2.2-6"})
  void aCertificateThatLeadsToAnAnchorIsBelieved() {
    Party authority = Party.of("authority");
    Party manager = Party.of("manager");
    X509CertificateHolder above = ANCHOR.certifies(authority, true);
    X509CertificateHolder own = authority.certifies(manager, false);
    X509CertificateHolder needless = ANCHOR.certifies(Party.of("other"), false);
    TampCheck check = read(QUERY, manager.with(own, above, needless), ANCHOR);
    TampSigner.Certified signer = (TampSigner.Certified) ((Accepted) check).signer();
    assertThat(signer.path().anchor()).isEqualTo(ANCHOR.anchor());
    assertThat(signer.path().path()).containsExactly(own, above);
    TampReader knowing =
        new TampReader(
            AnchorStore.of(List.of(ANCHOR.anchor())), List.of(own, above), ConstraintRules.LENIENT);
    byte[] bare = SignedTamp.of(QUERY, manager.bare()).encode();
    assertThat(knowing.read(bare, NOW)).isEqualTo(check);
    refused(read(QUERY, manager.with(own), ANCHOR), StatusCode.NO_TRUST_ANCHOR);
    refused(
        read(QUERY, manager.with(own, above), manager.namesake("x")), StatusCode.NO_TRUST_ANCHOR);
  }

  @Test
  @Requirement("R5934-4.9-4")
  void onlyAnAnchorAdjustsItsNumber() {
    Party manager = Party.of("manager");
    TampMessage adjust = new SequenceNumberAdjust(SEVEN);
    MessageSigner certified = manager.with(ANCHOR.certifies(manager, false));
    refused(read(adjust, certified, ANCHOR), StatusCode.NOT_AUTHORIZED);
    assertThat(read(adjust, ANCHOR.bare(), ANCHOR)).isInstanceOf(Accepted.class);
  }

  @Test
  @Requirement("R5934-5-3")
  void anExpiredOrRevokedCertificateIsNotBelieved() {
    Party manager = Party.of("manager");
    X509CertificateHolder own = ANCHOR.certifies(manager, false);
    byte[] message = SignedTamp.of(QUERY, manager.with(own)).encode();
    PathInputs later = PathInputs.at(Party.NOW.plusSeconds(1_000_000));
    refused(reader(ANCHOR).read(message, later), StatusCode.NO_TRUST_ANCHOR);
    refused(
        reader(ANCHOR).read(message, NOW.withRevoked(own::equals)), StatusCode.REVOKED_CERTIFICATE);
  }

  @Test
  @Requirement({"R5934-4-1", "R5934-5-5", "R5934-4.11-5"})
  void aRequestMustBeSigned() {
    for (TampMessage request : List.of(QUERY, new SequenceNumberAdjust(SEVEN))) {
      TampCheck check = reader(ANCHOR).read(request.content().encode(), NOW);
      refused(check, StatusCode.MISSING_SIGNATURE);
      assertThat(((Refused) check).error())
          .contains(
              new TampError(
                  request.messageType().identifier(),
                  StatusCode.MISSING_SIGNATURE,
                  Optional.of(SEVEN)));
    }
  }

  @Test
  @Requirement({"R5934-2-3", "R5934-2-4", "R5934-2.1-1"})
  void anAnswerMayBeUnsignedInTwoForms() {
    TampMessage answer = new SequenceNumberAdjustConfirm(SEVEN, StatusCode.SUCCESS);
    Accepted accepted = new Accepted(answer, new TampSigner.Nobody());
    byte[] structure = answer.content().encode();
    assertThat(reader().read(structure, NOW)).isEqualTo(accepted);
    byte[] octets = Der.of(new DEROctetString(answer.encode().octets()));
    Content wrapped = new Content(answer.messageType().identifier(), octets);
    assertThat(reader().read(wrapped.encode(), NOW)).isEqualTo(accepted);
    assertThat(structure).hasSizeLessThan(wrapped.encode().length);
  }

  @Test
  @Requirement({"R5934-4-14", "R5934-2.2-5"})
  void aStoreSignsItsAnswersWithItsOwnCertificateOrNone() {
    Party store = Party.of("store");
    X509CertificateHolder own = ANCHOR.certifies(store, false);
    TampReader knowing =
        new TampReader(
            AnchorStore.of(List.of(ANCHOR.anchor())), List.of(own), ConstraintRules.LENIENT);
    for (TampMessage answer : answers()) {
      assertThat(((Accepted) read(answer, store.with(own), ANCHOR)).message()).isEqualTo(answer);
      byte[] bare = SignedTamp.of(answer, store.bare()).encode();
      assertThat(((Accepted) knowing.read(bare, NOW)).signer())
          .isInstanceOf(TampSigner.Certified.class);
      refused(reader(ANCHOR).read(bare, NOW), StatusCode.NO_TRUST_ANCHOR);
      assertThat(((Refused) reader(ANCHOR).read(bare, NOW)).error()).isEmpty();
      assertThat(reader().read(answer.content().encode(), NOW))
          .isEqualTo(new Accepted(answer, new TampSigner.Nobody()));
    }
  }

  private static List<TampMessage> answers() {
    StatusResponse response = new StatusResponse.Terse(List.of(ANCHOR.id()), Optional.empty());
    return List.of(
        new TampStatusResponse(SEVEN, response, true),
        new TampUpdateConfirm(SEVEN, new UpdateConfirm.Terse(List.of(StatusCode.SUCCESS))),
        new TampApexUpdateConfirm(SEVEN, new ApexUpdateConfirm.Terse(StatusCode.SUCCESS)),
        new TampCommunityUpdateConfirm(SEVEN, new CommunityConfirm.Terse(StatusCode.SUCCESS)),
        new SequenceNumberAdjustConfirm(SEVEN, StatusCode.SUCCESS),
        new TampError(QUERY.messageType().identifier(), StatusCode.MALFORMED, Optional.of(SEVEN)));
  }

  @Test
  void theSignedUpdateOfAnotherProjectIsBelievedByItsAnchor() throws Exception {
    byte[] octets = Vectors.shared("rfc5934-tamp-update-signed");
    X509CertificateHolder certificate = SignedContent.decode(octets).certificates().getFirst();
    TrustAnchorChoice anchor = new TrustAnchorChoice.Certificate(certificate);
    TampCheck check =
        new TampReader(AnchorStore.of(List.of(anchor)), List.of(), ConstraintRules.LENIENT)
            .read(octets, NOW);
    assertThat(((Accepted) check).signer())
        .isEqualTo(new TampSigner.Anchor(anchor, ContentRights.UNCONSTRAINED));
    assertThat(((Accepted) check).message().reference().orElseThrow().seqNum())
        .isEqualTo(1_568_307_088L);
    refused(reader(ANCHOR).read(octets, NOW), StatusCode.NO_TRUST_ANCHOR);
    octets[octets.length - 1] ^= 1;
    refused(
        new TampReader(AnchorStore.of(List.of(anchor)), List.of(), ConstraintRules.LENIENT)
            .read(octets, NOW),
        StatusCode.SIGNATURE_FAILURE);
  }

  @Test
  @Requirement("R5934-2.2.1-2")
  void whoHasNoKeyIdentifierCannotSign() {
    Party manager = Party.of("manager");
    X509CertificateHolder own = ANCHOR.certifies(manager, false);
    MessageSigner byNumber =
        new MessageSigner(manager.signer(), EntityIdentifier.IssuerAndSerial.of(own), List.of(own));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SignedTamp.of(QUERY, byNumber))
        .withMessageContaining("key identifier");
  }

  @Test
  @Requirement("R5934-4.3-10")
  void noUpdateAddsAnApex() {
    TrustAnchorChoice.TaInfo anchor = (TrustAnchorChoice.TaInfo) ANCHOR.anchor();
    Extensions marked = new Extensions(ApexContingencyKey.none().toExtension(false));
    TrustAnchorChoice apex = new TrustAnchorChoice.TaInfo(anchor.info().withExtensions(marked));
    TampUpdate update =
        new TampUpdate(
            TerseOrVerbose.TERSE, SEVEN, List.of(new TrustAnchorUpdate.Add(apex)), List.of());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SignedTamp.of(update, ANCHOR.bare()))
        .withMessageContaining("no apex");
  }

  @Test
  @Requirement({"S-13", "S-50", "R5934-5-9"})
  void noDamageIsBelieved() {
    byte[] good = SignedTamp.of(QUERY, ANCHOR.bare()).encode();
    TampReader reader = reader(ANCHOR);
    Accepted accepted = (Accepted) reader.read(good, NOW);
    Damage.prefixes(good).forEach(cut -> refused(reader.read(cut, NOW), StatusCode.DECODE_FAILURE));
    for (byte[] octets : Damage.flips(good).toList()) {
      switch (reader.read(octets, NOW)) {
        case Accepted other -> assertThat(other).isEqualTo(accepted);
        case Refused why -> assertThat(why.status()).isNotIn(StatusCode.OTHER, StatusCode.SUCCESS);
      }
    }
  }
}
