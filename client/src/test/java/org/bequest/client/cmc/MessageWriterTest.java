package org.bequest.client.cmc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bequest.client.fixture.CmcResponder;
import org.bequest.client.fixture.Leaf;
import org.bequest.client.fixture.TestCa;
import org.bequest.conformance.Requirement;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.crypto.PrivateKeySigner;
import org.bequest.crypto.cmc.IdentityWitness;
import org.bequest.crypto.cmc.PopLink;
import org.bequest.crypto.cmc.WitnessPolicy;
import org.bequest.crypto.cmc.WitnessVerdict;
import org.bequest.crypto.cms.AuthenticatedMessage;
import org.bequest.crypto.cms.EnvelopedMessage;
import org.bequest.crypto.cms.MessageSigner;
import org.bequest.crypto.cms.Opening;
import org.bequest.crypto.cms.RecipientKey;
import org.bequest.crypto.cms.SignatureCheck;
import org.bequest.crypto.cms.SignerKeys;
import org.bequest.crypto.secret.Secret;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.asn1.Octets;
import org.bequest.formats.cmc.PkiData;
import org.bequest.formats.cmc.control.Control;
import org.bequest.formats.cmc.control.DataReturn;
import org.bequest.formats.cmc.control.Identification;
import org.bequest.formats.cmc.control.IdentityProof;
import org.bequest.formats.cmc.control.IdentityProofV2;
import org.bequest.formats.cmc.control.PopLinkRandom;
import org.bequest.formats.cmc.control.PopLinkWitness;
import org.bequest.formats.cmc.control.PopLinkWitnessV2;
import org.bequest.formats.cmc.control.SenderNonce;
import org.bequest.formats.cmc.control.TransactionId;
import org.bequest.formats.cmc.part.BodyPartId;
import org.bequest.formats.cmc.part.TaggedContentInfo;
import org.bequest.formats.cmc.part.TaggedRequest;
import org.bequest.formats.cms.AuthenticatedContent;
import org.bequest.formats.cms.CmsOids;
import org.bequest.formats.cms.EntityIdentifier;
import org.bequest.formats.cms.EnvelopedContent;
import org.bequest.formats.cms.PasswordRecipientInfo;
import org.bequest.formats.cms.SignedContent;
import org.bequest.formats.crmf.CertRequest;
import org.bequest.formats.crmf.Popo;
import org.bequest.formats.crmf.PopoPrivKey;
import org.bequest.formats.pkix.Csr;
import org.bequest.formats.pkix.EstOids;
import org.bequest.formats.pkix.SubjectNames;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.junit.jupiter.api.Test;

class MessageWriterTest {
  private static final byte[] SECRET = "sixteen or longer".getBytes(StandardCharsets.UTF_8);
  private static final SharedSecret SHARED =
      new SharedSecret(Secret.of(SECRET), Optional.of("d\u00e9vice"));

  private final TestCa ca = TestCa.root("CN=root");
  private final KeyPair pair = KeyAlgorithm.P256.generate();
  private final WantedCertificate tcr =
      WantedCertificate.of(
          SubjectNames.of(new X500Name("CN=one")),
          new RequestKey.Signing(PrivateKeySigner.of(pair)));
  private final WantedCertificate crm = tcr.in(WantedCertificate.Form.CRMF);

  private static byte[] message(FullRequest request) {
    return new Dialogue(request).message(Instant.now());
  }

  private static PkiData data(FullRequest request) throws Exception {
    return CmcResponder.data(message(request));
  }

  private static Csr csr(PkiData data) {
    return ((TaggedRequest.Tcr) data.requests().getFirst()).csr();
  }

  private static CertRequest certReq(PkiData data) {
    return ((TaggedRequest.Crm) data.requests().getLast()).message().certReq();
  }

  @Test
  @Requirement({
    "R5272-3.2-2",
    "R5272-6.6-3",
    "R5272-6.6-1",
    "R5274-4.2-15",
    "R5274-4.2-16",
    "R6402-2.5-4"
  })
  void aKeyWithoutCertificateSignsAloneUnderTheIdentifierThatItsRequestAsksFor() throws Exception {
    byte[] message = message(FullRequest.by(new Sender.Unnamed()).wanting(tcr));
    SignedContent signed = SignedContent.decode(message);
    PkiData data = CmcResponder.data(message);
    byte[] identifier =
        SubjectKeyIdentifier.fromExtensions(csr(data).requestedExtensions().orElseThrow())
            .getKeyIdentifier();
    assertThat(signed.signers()).hasSize(1);
    assertThat(signed.signers().getFirst().id())
        .isEqualTo(new EntityIdentifier.KeyIdentifier(identifier));
    assertThat(signed.certificates()).isEmpty();
    assertThat(
            SignatureCheck.of(
                signed, SignerKeys.in(signed).and(identifier, csr(data).subjectPublicKeyInfo())))
        .isInstanceOf(SignatureCheck.Verified.class);
    assertThat(data.controls(TransactionId.class)).hasSize(1);
    assertThat(data.controls(SenderNonce.class)).hasSize(1);
    assertThat(data.controls(IdentityProofV2.class)).isEmpty();
    assertThat(data.controls(IdentityProof.class)).isEmpty();
  }

  @Test
  @Requirement({"R5272-3.2-7", "R6402-2.3-2", "R6402-2.4-1", "R8756-4-8"})
  void theHolderOfACertificateSignsWithItAndProvesNothingElse() throws Exception {
    var holder = CmcResponder.holder(ca.issue(pair, Leaf.of("CN=one")));
    var signer = MessageSigner.of(PrivateKeySigner.of(pair), holder, List.of());
    byte[] message = message(FullRequest.by(new Sender.Certified(signer)).wanting(tcr, crm));
    SignedContent signed = SignedContent.decode(message);
    assertThat(SignatureCheck.of(signed, SignerKeys.in(signed)))
        .isInstanceOf(SignatureCheck.Verified.class);
    PkiData data = CmcResponder.data(message);
    assertThat(data.controlSequence())
        .extracting(t -> (Object) t.control().getClass())
        .containsExactly(TransactionId.class, SenderNonce.class);
    assertThat(csr(data).subject()).isEqualTo(holder.getSubject());
    assertThat(certReq(data).certTemplate().subject()).contains(holder.getSubject());
    assertThat(certReq(data).controls()).isEmpty();
    assertThat(csr(data).requestedExtensions()).isEmpty();
  }

  @Test
  @Requirement({
    "R5272-6.2.1-1", "R5272-6.2.3-2", "R5272-6.3.1.1-1", "R5272-6.3.1.1-2", "R5272-6.3.1.1-3",
    "R5272-3.2.1.2.2-2", "R6402-2.3-1", "R5274-4.2-6", "R5274-4.2-7", "R5274-4.2-8"
  })
  void whoKnowsASecretProvesItAndTiesEachRequestToIt() throws Exception {
    var sender = new Sender.Proving(SHARED, Sender.Strength.SHA256);
    PkiData data = data(FullRequest.by(sender).wanting(tcr, crm));
    assertThat(data.controls(Identification.class))
        .containsExactly(new Identification("d\u00e9vice"));
    assertThat(
            IdentityWitness.check(
                data.controls(IdentityProofV2.class).getFirst(),
                SHARED.known(SECRET),
                data.reqSequence().encoded(),
                WitnessPolicy.STRONG))
        .isEqualTo(WitnessVerdict.VALID);
    PopLinkRandom random = data.controls(PopLinkRandom.class).getFirst();
    assertThat(random.random().length()).isGreaterThanOrEqualTo(64);
    for (PopLinkWitnessV2 witness : List.of(inPkcs10(data), inCrmf(data))) {
      assertThat(PopLink.check(witness, SECRET, random, WitnessPolicy.STRONG))
          .isEqualTo(WitnessVerdict.VALID);
    }
  }

  private static PopLinkWitnessV2 inPkcs10(PkiData data) throws Exception {
    var type = new PopLinkWitnessV2(DUMMY, DUMMY, Octets.of(new byte[0])).type();
    var value = csr(data).attribute(type).orElseThrow().getAttrValues().getObjectAt(0);
    return PopLinkWitnessV2.decode(Encoded.of(value));
  }

  private static final AlgorithmIdentifier DUMMY = new AlgorithmIdentifier(CmsOids.DATA);

  private static PopLinkWitnessV2 inCrmf(PkiData data) throws Exception {
    var type = new PopLinkWitnessV2(DUMMY, DUMMY, Octets.of(new byte[0])).type();
    return PopLinkWitnessV2.decode(certReq(data).control(type).orElseThrow());
  }

  @Test
  @Requirement({"R5272-6.2.2-1", "R5272-6.3.1.2-1", "R5274-4.2-5", "R5274-4.2-10"})
  void anOldServerGetsTheControlsThatItKnows() throws Exception {
    var sender = new Sender.Proving(SHARED, Sender.Strength.SHA1);
    PkiData data = data(FullRequest.by(sender).wanting(tcr));
    assertThat(data.controls(IdentityProofV2.class)).isEmpty();
    assertThat(
            IdentityWitness.check(
                data.controls(IdentityProof.class).getFirst(),
                SHARED.known(SECRET),
                data.reqSequence().encoded(),
                WitnessPolicy.WITH_SHA1))
        .isEqualTo(WitnessVerdict.VALID);
    var type = new PopLinkWitness(Octets.of(new byte[0])).type();
    assertThat(csr(data).attribute(type)).isPresent();
  }

  @Test
  @Requirement({"R8756-4-4", "R8756-4-5", "R8756-4.1-6", "R8756-4.2-9"})
  void aProfileMayWantSha384Everywhere() throws Exception {
    var sender = new Sender.Proving(SHARED, Sender.Strength.SHA384);
    PkiData data = data(FullRequest.by(sender).wanting(tcr, crm));
    IdentityProofV2 proof = data.controls(IdentityProofV2.class).getFirst();
    assertThat(proof.witness().length()).isEqualTo(48);
    assertThat(inPkcs10(data).witness().length()).isEqualTo(48);
    assertThat(inCrmf(data).witness().length()).isEqualTo(48);
  }

  @Test
  @Requirement({
    "R5272-3.2-2",
    "R5272-3.2-6",
    "R5274-4.1-8",
    "R5274-4.1-9",
    "R6402-2.3-4",
    "R5272-8-3"
  })
  void whoKnowsASecretMayAuthenticateTheWholeMessageWithIt() throws Exception {
    var sender = new Sender.Authenticating(SHARED);
    AuthenticatedContent message =
        AuthenticatedContent.decode(message(FullRequest.by(sender).wanting(tcr)));
    assertThat(message.recipients()).hasSize(1);
    assertThat(message.recipients().getFirst()).isInstanceOf(PasswordRecipientInfo.class);
    assertThat(message.content().type()).isEqualTo(CmsOids.PKI_DATA);
    byte[] both = "d\u00e9vicesixteen or longer".getBytes(StandardCharsets.UTF_8);
    List<RecipientKey> keys = List.of(new RecipientKey.Password(Secret.of(both)));
    assertThat(AuthenticatedMessage.open(message, keys)).isInstanceOf(Opening.Opened.class);
    PkiData data = PkiData.decode(message.content().octets());
    assertThat(data.controls(IdentityProofV2.class)).isEmpty();
    assertThat(data.controls(Identification.class)).hasSize(1);
  }

  @Test
  @Requirement({"R5272-5-2", "R5272-6.2.4-3", "R5274-4.1-5", "R5274-4.1-6"})
  void encryptionIsAroundTheSignature() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    KeyPair exchange = generator.generateKeyPair();
    var certificate = CmcResponder.holder(ca.issue(exchange, Leaf.of("CN=exchange")));
    byte[] message =
        message(FullRequest.by(new Sender.Unnamed()).wanting(tcr).encryptedFor(certificate));
    EnvelopedContent enveloped = EnvelopedContent.decode(message);
    assertThat(enveloped.encrypted().contentType()).isEqualTo(CmsOids.SIGNED_DATA);
    Opening opening =
        EnvelopedMessage.open(
            enveloped, List.of(RecipientKey.Private.of(exchange.getPrivate(), certificate)));
    assertThat(opening).isInstanceOf(Opening.Opened.class);
    var inner = ((Opening.Opened) opening).content();
    assertThat(CmcResponder.data(inner.encode()).requests()).hasSize(1);
  }

  @Test
  @Requirement({
    "R5272-3.2.1.2.2-1", "R5272-3.2.1.2.2-4", "R5272-3.2.1.2.2-5", "R5272-3.2.1.2.2-6",
    "R5272-3.2.1.2.1-1", "R5274-4.3-1", "R5274-4.3-3", "R8756-4.2-2"
  })
  void requestsHaveWhatTheyMustAndNothingThatTheyMustNot() throws Exception {
    WantedCertificate nameless = WantedCertificate.of(SubjectNames.of(new X500Name("")), tcr.key());
    WantedCertificate template = nameless.in(WantedCertificate.Form.CRMF);
    PkiData data = data(FullRequest.by(new Sender.Unnamed()).wanting(nameless, template));
    assertThat(csr(data).subject().getRDNs()).isEmpty();
    var message = ((TaggedRequest.Crm) data.requests().getLast()).message();
    assertThat(message.regInfo()).isEmpty();
    assertThat(message.popo().orElseThrow())
        .isInstanceOfSatisfying(Popo.Signature.class, p -> assertThat(p.poposkInput()).isEmpty());
    assertThat(certReq(data).certTemplate().subject()).contains(new X500Name(""));
    assertThat(certReq(data).certTemplate().publicKey()).contains(tcr.key().publicKey());
    assertThat(certReq(data).certTemplate().serialNumber()).isEmpty();
    assertThat(certReq(data).certTemplate().signingAlg()).isEmpty();
    assertThat(certReq(data).controls()).isEmpty();
  }

  @Test
  @Requirement({"R5272-C.1-1", "R5272-3.1-5", "R5274-4.1-19", "R5272-3.2.1.2.2-5"})
  void aKeyThatCannotSignAsksForAChallenge() throws Exception {
    KeyPair agreement = KeyPairGenerator.getInstance("X25519").generateKeyPair();
    WantedCertificate wanted =
        WantedCertificate.of(
            SubjectNames.of(new X500Name("CN=two")),
            new RequestKey.Decrypting(
                SubjectPublicKeyInfo.getInstance(agreement.getPublic().getEncoded()),
                agreement.getPrivate()));
    var holder = CmcResponder.holder(ca.issue(pair, Leaf.of("CN=two")));
    var signer = MessageSigner.of(PrivateKeySigner.of(pair), holder, List.of());
    PkiData data =
        data(
            FullRequest.by(new Sender.Certified(signer))
                .wanting(wanted, wanted.in(WantedCertificate.Form.CRMF)));
    assertThat(csr(data).signatureAlgorithm().getAlgorithm()).isEqualTo(EstOids.NO_SIGNATURE);
    assertThat(csr(data).signatureAlgorithm().getParameters()).isEqualTo(DERNull.INSTANCE);
    assertThat(((TaggedRequest.Crm) data.requests().getLast()).message().popo())
        .contains(new Popo.KeyAgreement(new PopoPrivKey.SubsequentMessage(1)));
    assertThatIllegalStateException()
        .isThrownBy(() -> data(FullRequest.by(new Sender.Unnamed()).wanting(wanted)));
  }

  @Test
  @Requirement({"R6402-2.8-1", "R6402-2.8-2", "R8756-4.1-5", "R8756-4.2-8"})
  void otherNamesAreAskedForInsideTheRequests() throws Exception {
    SubjectNames changed = SubjectNames.of(new X500Name("CN=new"));
    PkiData data =
        data(
            FullRequest.by(new Sender.Unnamed())
                .wanting(tcr.changingTo(changed), crm.changingTo(changed)));
    assertThat(csr(data).subject()).isEqualTo(new X500Name("CN=one"));
    assertThat(csr(data).changeSubjectName().orElseThrow().sameAs(changed)).isTrue();
    assertThat(certReq(data).certTemplate().subject()).contains(new X500Name("CN=one"));
    assertThat(certReq(data).control(EstOids.CHANGE_SUBJECT_NAME)).isPresent();
  }

  @Test
  @Requirement({"R5272-3.2.2-1", "R5272-3.2.2-2"})
  void allPartsHaveNumbersOfTheirOwn() throws Exception {
    TaggedContentInfo content =
        new TaggedContentInfo(
            new BodyPartId(4), Encoded.known(message(FullRequest.by(new Sender.Unsigned()))));
    Control control = new DataReturn(Octets.of(new byte[] {1}));
    PkiData data =
        data(
            FullRequest.by(new Sender.Unnamed())
                .wanting(tcr, crm)
                .with(control)
                .carrying(List.of(content)));
    assertThat(data.cmsSequence()).containsExactly(content);
    assertThat(
            Stream.concat(
                data.controlSequence().stream().map(c -> c.id()),
                data.requests().stream().map(TaggedRequest::id)))
        .doesNotHaveDuplicates()
        .doesNotContain(new BodyPartId(4), BodyPartId.WHOLE)
        .hasSize(5);
  }

  @Test
  void noTwoMessagesAreTheSameButTheirRequestsAre() throws Exception {
    Dialogue dialogue = new Dialogue(FullRequest.by(new Sender.Unnamed()).wanting(tcr));
    PkiData first = CmcResponder.data(dialogue.message(Instant.now()));
    PkiData second = CmcResponder.data(dialogue.message(Instant.now()));
    assertThat(second.reqSequence()).isEqualTo(first.reqSequence());
    assertThat(second.controls(SenderNonce.class)).isNotEqualTo(first.controls(SenderNonce.class));
    assertThat(second.controls(TransactionId.class)).isEqualTo(first.controls(TransactionId.class));
  }
}
