package org.bequest.client.cmc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.bequest.client.fixture.CmcResponder;
import org.bequest.client.fixture.Leaf;
import org.bequest.client.fixture.TestCa;
import org.bequest.conformance.Requirement;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.crypto.PrivateKeySigner;
import org.bequest.crypto.cms.MessageSigner;
import org.bequest.crypto.secret.Secret;
import org.bequest.formats.cmc.PkiData;
import org.bequest.formats.cmc.control.IdentityProofV2;
import org.bequest.formats.cmc.control.PopLinkRandom;
import org.bequest.formats.cmc.control.SenderNonce;
import org.bequest.formats.cmc.control.TransactionId;
import org.bequest.formats.cmc.part.TaggedRequest;
import org.bequest.formats.cms.CmsOids;
import org.bequest.formats.cms.SignedContent;
import org.bequest.formats.constraint.ContentConstraints;
import org.bequest.formats.constraint.ContentTypeConstraint;
import org.bequest.formats.crmf.CertRequest;
import org.bequest.formats.crmf.Popo;
import org.bequest.formats.pkix.SubjectNames;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.junit.jupiter.api.Test;

/** RFC 8756 as the client keeps it. */
class ProfileTest {
  private final Instant now = Instant.now();
  private static final Leaf RESPONDER =
      Leaf.of("CN=responder").usages(KeyPurposeId.id_kp_cmcCA).keyUsage(KeyUsage.digitalSignature);

  private final TestCa ca = TestCa.root("CN=root");
  private final SignerTrust trust = new SignerTrust(List.of(ca.certificate()), List.of());

  private static Sender.Proving proving(Sender.Strength strength) {
    SharedSecret secret =
        new SharedSecret(Secret.of("an0W5k8qRkSbM1p2tJ7cXv9yZ3uE6dLf"), Optional.of("device"));
    return new Sender.Proving(secret, strength);
  }

  private static WantedCertificate wanted(KeyAlgorithm algorithm) throws Exception {
    return WantedCertificate.of(
            SubjectNames.of(new X500Name("CN=device")),
            new RequestKey.Signing(PrivateKeySigner.of(algorithm.generate())))
        .withExtensions(
            List.of(
                Extension.create(
                    Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))));
  }

  private static FullRequest cnsa(Sender sender, WantedCertificate... wanted) {
    return FullRequest.by(sender).wanting(wanted).under(Profile.CNSA);
  }

  @Test
  @Requirement({
    "R8756-4-1", "R8756-4-2", "R8756-4-6", "R8756-4-9", "R8756-4-10", "R8756-4.1-1",
    "R8756-4.1-2", "R8756-4.1-7", "R8756-4.1-8", "R8756-4.2-1", "R8756-4.2-3", "R8756-4.2-4",
    "R8756-4.2-5"
  })
  void messageAndRequestsAreSignedWithTheKeysThatAreAskedFor() throws Exception {
    WantedCertificate tcr = wanted(KeyAlgorithm.P384);
    FullRequest request =
        cnsa(
            proving(Sender.Strength.SHA384),
            tcr,
            wanted(KeyAlgorithm.P384).in(WantedCertificate.Form.CRMF));
    byte[] message = new Dialogue(request).message(now);
    assertThat(SignedContent.decode(message).signers())
        .singleElement()
        .extracting(s -> s.signatureAlgorithm().getAlgorithm())
        .isEqualTo(X9ObjectIdentifiers.ecdsa_with_SHA384);
    PkiData data = CmcResponder.data(message);
    assertThat(data.controls(TransactionId.class)).hasSize(1);
    assertThat(data.controls(SenderNonce.class)).hasSize(1);
    assertThat(data.controls(IdentityProofV2.class)).hasSize(1);
    assertThat(data.controls(PopLinkRandom.class)).hasSize(1);
    var csr = ((TaggedRequest.Tcr) data.requests().getFirst()).csr();
    assertThat(csr.signatureAlgorithm().getAlgorithm())
        .isEqualTo(X9ObjectIdentifiers.ecdsa_with_SHA384);
    assertThat(csr.subjectPublicKeyInfo()).isEqualTo(tcr.key().publicKey());
    assertThat(csr.requestedExtensions().orElseThrow().getExtension(Extension.keyUsage))
        .isNotNull();
    var crm = ((TaggedRequest.Crm) data.requests().getLast()).message();
    CertRequest template = crm.certReq();
    assertThat(((Popo.Signature) crm.popo().orElseThrow()).algorithm().getAlgorithm())
        .isEqualTo(X9ObjectIdentifiers.ecdsa_with_SHA384);
    assertThat(template.certTemplate().version()).isEmpty();
    assertThat(template.certTemplate().extensions().orElseThrow().getExtension(Extension.keyUsage))
        .isNotNull();
  }

  @Test
  @Requirement({"R8756-4-1", "R8756-4-4", "R8756-4-9", "R8756-4.1-2", "R8756-4.2-1"})
  void whatIsOutsideOfTheProfileIsNotSent() throws Exception {
    WantedCertificate good = wanted(KeyAlgorithm.P384);
    KeyPair agreement = KeyPairGenerator.getInstance("X25519").generateKeyPair();
    RequestKey mute =
        new RequestKey.Decrypting(
            SubjectPublicKeyInfo.getInstance(agreement.getPublic().getEncoded()),
            agreement.getPrivate());
    SharedSecret secret = proving(Sender.Strength.SHA384).secret();
    KeyPair weak = KeyAlgorithm.P256.generate();
    var signer =
        MessageSigner.of(
            PrivateKeySigner.of(weak),
            CmcResponder.holder(ca.issue(weak, Leaf.of("CN=device"))),
            List.of());
    for (FullRequest outside :
        List.of(
            cnsa(new Sender.Authenticating(secret), good),
            cnsa(new Sender.Unsigned()),
            cnsa(proving(Sender.Strength.SHA256), good),
            cnsa(new Sender.Certified(signer), good),
            cnsa(proving(Sender.Strength.SHA384), wanted(KeyAlgorithm.P256)),
            cnsa(proving(Sender.Strength.SHA384), good.withExtensions(List.of())),
            cnsa(
                proving(Sender.Strength.SHA384),
                WantedCertificate.of(good.names(), mute).withExtensions(good.extensions())))) {
      assertThatIllegalArgumentException().isThrownBy(() -> new Dialogue(outside));
    }
  }

  private Verdict answered(CmcResponder responder) throws Exception {
    Dialogue dialogue =
        new Dialogue(cnsa(proving(Sender.Strength.SHA384), wanted(KeyAlgorithm.P384)));
    PkiData request = CmcResponder.data(dialogue.message(now));
    return dialogue.answered(responder.answer(request, List.of()), trust, now);
  }

  @Test
  @Requirement({"R8756-7-1", "R8756-7-2", "R8756-7-3", "R8756-7-6", "R8756-7-9"})
  void anAnswerIsSignedByWhoIsNamedForItWithAnAlgorithmOfTheProfile() throws Exception {
    KeyPair strong = KeyAlgorithm.P384.generate();
    Leaf registrar =
        Leaf.of("CN=ra").usages(KeyPurposeId.id_kp_cmcRA).keyUsage(KeyUsage.digitalSignature);
    Leaf authority = Leaf.of("CN=ca").asAuthority().keyUsage(KeyUsage.digitalSignature);
    assertThat(answered(CmcResponder.of(ca, RESPONDER, strong)))
        .isInstanceOf(Verdict.Granted.class);
    assertThat(answered(CmcResponder.of(ca, registrar, strong)))
        .isInstanceOf(Verdict.Granted.class);
    assertThat(answered(CmcResponder.of(ca, RESPONDER))).isInstanceOf(Verdict.Unbelievable.class);
    assertThat(answered(CmcResponder.of(ca, authority, strong)))
        .isInstanceOf(Verdict.Unbelievable.class);
    assertThat(answered(CmcResponder.of(TestCa.root("CN=other"), RESPONDER, strong)))
        .isInstanceOf(Verdict.Unbelievable.class);
  }

  /** By content constraints alone; and whom they limit to something else, no key usage helps. */
  @Test
  @Requirement({"R8756-5.3-1", "R8756-7-3", "R8756-7-6", "R6010-3.5-1"})
  void contentConstraintsAppointAndLimitWhoAnswers() throws Exception {
    KeyPair strong = KeyAlgorithm.P384.generate();
    Leaf plain = Leaf.of("CN=ra").keyUsage(KeyUsage.digitalSignature);
    Leaf registrar = plain.usages(KeyPurposeId.id_kp_cmcRA);
    assertThat(answered(CmcResponder.of(ca, plain, strong)))
        .isInstanceOf(Verdict.Unbelievable.class);
    assertThat(answered(CmcResponder.of(ca, signing(plain, CmsOids.PKI_RESPONSE), strong)))
        .isInstanceOf(Verdict.Granted.class);
    assertThat(answered(CmcResponder.of(ca, signing(plain, CmsOids.PKI_DATA), strong)))
        .isInstanceOf(Verdict.Unbelievable.class);
    assertThat(answered(CmcResponder.of(ca, signing(registrar, CmsOids.PKI_DATA), strong)))
        .isInstanceOf(Verdict.Unbelievable.class);
  }

  private static Leaf signing(Leaf leaf, ASN1ObjectIdentifier type) {
    ContentConstraints only = ContentConstraints.of(ContentTypeConstraint.of(type));
    return leaf.with(ContentConstraints.EXTENSION, ASN1Sequence.getInstance(only.encode()));
  }
}
