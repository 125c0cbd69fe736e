package org.bequest.server.endpoint.cmc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bequest.server.endpoint.cmc.CmcParts.key;
import static org.bequest.server.endpoint.cmc.CmcParts.request;
import static org.bequest.server.endpoint.cmc.CmcParts.signature;
import static org.bequest.server.endpoint.cmc.CmcParts.statusOf;
import static org.bequest.server.endpoint.cmc.CmcParts.template;

import java.io.IOException;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bequest.conformance.Requirement;
import org.bequest.crypto.PrivateKeySigner;
import org.bequest.crypto.tls.TlsIdentity;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.asn1.Octets;
import org.bequest.formats.cmc.PkiData;
import org.bequest.formats.cmc.control.Control;
import org.bequest.formats.cmc.control.RecipientNonce;
import org.bequest.formats.cmc.control.SenderNonce;
import org.bequest.formats.cmc.control.StatusInfoV1;
import org.bequest.formats.cmc.control.Unknown;
import org.bequest.formats.cmc.part.BodyPartId;
import org.bequest.formats.cmc.part.TaggedRequest;
import org.bequest.formats.cmc.status.CmcStatus;
import org.bequest.formats.cmc.status.StatusInfo;
import org.bequest.formats.crmf.CertReqMsg;
import org.bequest.formats.crmf.CertRequest;
import org.bequest.formats.crmf.CertTemplate;
import org.bequest.formats.crmf.CrmfControl;
import org.bequest.formats.crmf.Popo;
import org.bequest.formats.crmf.PopoPrivKey;
import org.bequest.formats.pkix.Csr;
import org.bequest.formats.pkix.CsrBuilder;
import org.bequest.formats.pkix.SubjectNames;
import org.bequest.formats.wire.CmcFailInfo;
import org.bequest.server.setup.ConfiguredEst;
import org.bequest.server.support.CmcTalk;
import org.bequest.server.support.HttpReply;
import org.bequest.server.support.RawClient;
import org.bequest.server.support.TestKeys;
import org.bouncycastle.asn1.ASN1Object;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What requests of a message ask for, and how they show possession (RFC 5272 3.2.1.2). */
class RequestsTest {
  private static final String PROFILES =
      """

        any:
          key-usage: [key-encipherment, key-agreement, digital-signature]
          keys:
            algorithms: [p256, rsa-2048, x25519, ml-kem-768]
        fresh:
          keys:
            reuse: false
      """;
  private static final String LABELS =
      """

        cmc:
          profile: any
          authenticators: [basic, client-certificate]
          full-cmc:
            offered: true
            max-requests: 4
        fresh:
          profile: fresh
          authenticators: [client-certificate, one-time-password]
          full-cmc:
            offered: true
            nonce-required: true
      """;

  private static final GeneralName NAME = new GeneralName(GeneralName.dNSName, "device-1.example");
  private static final ASN1ObjectIdentifier ODD = new ASN1ObjectIdentifier("1.3.6.1.4.1.99999.1");

  private static @TempDir Path folder;
  private static ConfiguredEst est;
  private static String alice;

  @BeforeAll
  static void start() {
    est = new ConfiguredEst(folder, PROFILES, LABELS);
    alice = est.user("alice", "*", List.of("CN=device-*", "dns:*.example"));
  }

  @AfterAll
  static void stop() {
    est.close();
  }

  private static HttpReply post(List<TaggedRequest> more, Control... controls) {
    return CmcParts.post(est, alice, more, controls);
  }

  @Test
  @Requirement({"R5272-3.2.1.2.2-7", "R5272-3.2.1.2.2-8", "R5272-3.1-1"})
  void theExtensionsOfATemplateAreThoseOfTheCertificate() throws Exception {
    KeyPair keys = TestKeys.p256();
    Extension names = extension(Extension.subjectAlternativeName, new GeneralNames(NAME));
    CertRequest request = extended(key(keys), new Extensions(names));
    HttpReply reply = post(List.of(template(request, signature(request, keys))));
    assertThat(reply.status()).isEqualTo(200);
    assertThat(CmcTalk.certificates(reply))
        .anyMatch(c ->
            c.getSubjectPublicKeyInfo().equals(key(keys))
                && names.equals(c.getExtension(Extension.subjectAlternativeName)));
  }

  @Test
  @Requirement({"R7030-3.5-12", "R7030-3.5-8"})
  void aRequestThatWasMadeForAnotherConnectionFailsItsProofOfPossession() {
    var signer = PrivateKeySigner.of(TestKeys.p256());
    var request =
        new CsrBuilder(SubjectNames.of(new X500Name("CN=device-1")), signer.publicKey())
            .estIdentityLinking(Base64.getEncoder().encodeToString(new byte[32]))
            .build();
    Csr csr = request.signed(signer.algorithm(), signer.sign(request.toBeSigned()));
    HttpReply reply = post(List.of(TaggedRequest.of(new BodyPartId(2), csr)));
    assertThat(statusOf(reply, 2).failInfo()).contains(CmcFailInfo.POP_FAILED);
  }

  @Test
  @Requirement({"R5272-3.1-1", "R5272-3.2.1.2.2-8", "R5272-3.2.1.2.2-9"})
  void aKeyUsageIsNotTurnedIntoAnother() throws Exception {
    KeyPair keys = TestKeys.p256();
    Extension sealing = extension(Extension.keyUsage, new KeyUsage(KeyUsage.cRLSign));
    CertRequest request = extended(key(keys), new Extensions(sealing));
    HttpReply reply = post(List.of(template(request, signature(request, keys))));
    assertThat(statusOf(reply, 1).failInfo()).contains(CmcFailInfo.UNSUPPORTED_EXT);
  }

  @Test
  @Requirement({"R5272-3.2.1.2.2-3", "R5274-4.3-2"})
  void theControlsOfATemplateSayNothingHere() {
    KeyPair keys = TestKeys.p256();
    String registration = "1.3.6.1.5.5.7.5.1.";
    List<CrmfControl> controls =
        Stream.of("1", "3", "4")
            .map(n -> new ASN1ObjectIdentifier(registration + n))
            .map(id -> new CrmfControl(id, Encoded.of(new DERUTF8String("whatever"))))
            .toList();
    CertTemplate template =
        CertTemplate.of(new X500Name("CN=device-1"), key(keys), Optional.empty());
    CertRequest request = CertRequest.of(1, template, controls);
    HttpReply reply = post(List.of(template(request, signature(request, keys))));
    assertThat(reply.status()).isEqualTo(200);
    assertThat(CmcTalk.certificates(reply))
        .anyMatch(c -> c.getSubjectPublicKeyInfo().equals(key(keys)));
  }

  @Test
  @Requirement("R5274-4.2-3")
  void aStatusOfTheFirstVersionIsHeard() {
    StatusInfo done = StatusInfo.of(CmcStatus.SUCCESS, List.of(new BodyPartId(1)));
    assertThat(post(List.of(), new StatusInfoV1(done)).status()).isEqualTo(200);
  }

  @Test
  @Requirement({"S-14", "R5274-8-1", "R5274-8-2"})
  void weakKeysAreRefusedHereToo() throws Exception {
    isWeak(new RSAKeyGenParameterSpec(1024, RSAKeyGenParameterSpec.F4));
    isWeak(new RSAKeyGenParameterSpec(2048, RSAKeyGenParameterSpec.F0));
  }

  private static void isWeak(RSAKeyGenParameterSpec kind) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(kind);
    KeyPair keys = generator.generateKeyPair();
    byte[] csr =
        new JcaPKCS10CertificationRequestBuilder(new X500Name("CN=device-1"), keys.getPublic())
            .build(new JcaContentSignerBuilder("SHA256withRSA").build(keys.getPrivate()))
            .getEncoded();
    HttpReply reply = post(List.of(TaggedRequest.of(new BodyPartId(1), Csr.decode(csr))));
    assertThat(statusOf(reply, 1).failInfo()).contains(CmcFailInfo.BAD_ALG);
  }

  @Test
  @Requirement({"R5272-3.2.1.2.2-9", "R5272-3.1-1"})
  void anExtensionThatCannotBeHadIsUnsupported() throws Exception {
    KeyPair keys = TestKeys.p256();
    CertRequest request = extended(key(keys), new Extensions(extension(ODD, DERNull.INSTANCE)));
    HttpReply reply = post(List.of(template(request, signature(request, keys))));
    assertThat(statusOf(reply, 1).failInfo()).contains(CmcFailInfo.UNSUPPORTED_EXT);
  }

  private static Extension extension(ASN1ObjectIdentifier id, ASN1Object value) throws IOException {
    return new Extension(id, false, value.getEncoded());
  }

  private static CertRequest extended(SubjectPublicKeyInfo key, Extensions extensions) {
    X500Name subject = new X500Name("CN=device-1");
    return CertRequest.of(1, CertTemplate.of(subject, key, Optional.of(extensions)), List.of());
  }

  @Test
  @Requirement("R5272-3.2.1.2.2-1")
  void aTemplateThatItsKeySignedGetsItsCertificate() {
    KeyPair keys = TestKeys.p256();
    CertRequest request = request(key(keys));
    HttpReply reply = post(List.of(template(request, signature(request, keys))));
    assertThat(reply.status()).isEqualTo(200);
    assertThat(CmcTalk.certificates(reply))
        .anyMatch(c -> c.getSubjectPublicKeyInfo().equals(key(keys)));
  }

  @Test
  @Requirement({"R5272-3.2.1.2.2-5", "R5272-3.2.1.2.2-6", "R5272-6.7-2"})
  void otherProofsOfTemplatesAreRefusedAndWithThemTheWholeMessage() {
    KeyPair keys = TestKeys.p256();
    CertRequest request = request(key(keys));
    Popo.Signature right = (Popo.Signature) signature(request, keys).orElseThrow();
    Popo encrCert =
        new Popo.KeyEncipherment(
            new PopoPrivKey.SubsequentMessage(PopoPrivKey.SubsequentMessage.ENCR_CERT));
    Popo otherInput =
        new Popo.Signature(
            Optional.of(Encoded.sequence().retagged(0xa0)), right.algorithm(), right.signature());
    Popo wrong = new Popo.Signature(Optional.empty(), right.algorithm(), Octets.of(new byte[] {1}));
    for (Popo popo : List.of(encrCert, otherInput, wrong, new Popo.RaVerified())) {
      HttpReply reply = post(List.of(template(request, Optional.of(popo))));
      assertThat(reply.status()).isEqualTo(400);
      assertThat(statusOf(reply, 1).failInfo()).contains(CmcFailInfo.POP_FAILED);
      assertThat(statusOf(reply, 90).failInfo()).contains(CmcFailInfo.POP_REQUIRED);
    }
  }

  @Test
  @Requirement({"R5272-3.2.1.2.2-1", "R5272-3.2.1.2.2-4"})
  void aTemplateWithoutSubjectOrWithOtherInformationIsRefused() throws Exception {
    KeyPair keys = TestKeys.p256();
    CertTemplate whole = CertTemplate.of(new X500Name("CN=device-1"), key(keys), Optional.empty());
    CertTemplate nameless =
        new CertTemplate(
            whole.version(),
            whole.serialNumber(),
            whole.signingAlg(),
            whole.issuer(),
            whole.validity(),
            Optional.empty(),
            whole.publicKey(),
            whole.issuerUid(),
            whole.subjectUid(),
            whole.extensions());
    CertRequest request = CertRequest.of(1, nameless, List.of());
    isBadRequest(post(List.of(template(request, signature(request, keys)))));
    CertRequest good = request(key(keys));
    CertReqMsg message = CertReqMsg.of(good, signature(good, keys));
    List<Encoded> fields = new ArrayList<>(message.encoded().children());
    fields.add(Encoded.sequence(Encoded.sequence(Encoded.of(ODD), Encoded.of(DERNull.INSTANCE))));
    CertReqMsg informed = CertReqMsg.decode(Encoded.sequenceOf(fields));
    isBadRequest(post(List.of(TaggedRequest.of(informed))));
  }

  private static void isBadRequest(HttpReply reply) {
    assertThat(reply.status()).isEqualTo(400);
    assertThat(statusOf(reply, 1).failInfo()).contains(CmcFailInfo.BAD_REQUEST);
    assertThat(statusOf(reply, 90).status()).isEqualTo(CmcStatus.FAILED);
  }

  @Test
  @Requirement("R5272-3.2.1-1")
  void ofARequestInAnUnknownFormatNothingBesideItIsProcessed() {
    TaggedRequest odd = TaggedRequest.of(new BodyPartId(1), ODD, Encoded.of(DERNull.INSTANCE));
    HttpReply reply = post(List.of(odd));
    assertThat(reply.status()).isEqualTo(501);
    assertThat(statusOf(reply, 1).status()).isEqualTo(CmcStatus.NO_SUPPORT);
    assertThat(statusOf(reply, 90).status()).isEqualTo(CmcStatus.FAILED);
  }

  @Test
  @Requirement({"R5272-3.2.1.1-1", "R5272-3.2.1.1-2"})
  void anUnknownControlFailsTheMessageByItsNumber() {
    HttpReply reply = post(List.of(), new Unknown(ODD, List.of()), new Unknown(ODD, List.of()));
    assertThat(reply.status()).isEqualTo(400);
    StatusInfo status = statusOf(reply, 100);
    assertThat(status.failInfo()).contains(CmcFailInfo.BAD_REQUEST);
    assertThat(status.bodyList()).containsExactly(new BodyPartId(100), new BodyPartId(101));
    assertThat(statusOf(reply, 90).status()).isEqualTo(CmcStatus.FAILED);
  }

  @Test
  @Requirement("S-22")
  void twoControlsOfOneKindAreAmbiguous() {
    SenderNonce one = new SenderNonce(Octets.of(new byte[] {1}));
    SenderNonce other = new SenderNonce(Octets.of(new byte[] {2}));
    HttpReply reply = post(List.of(), one, other);
    assertThat(reply.status()).isEqualTo(400);
    assertThat(statusOf(reply, 101).failInfo()).contains(CmcFailInfo.BAD_REQUEST);
  }

  @Test
  @Requirement({"S-22", "R5272-6.6-6"})
  void aNonceThatWasNotSentFromHereIsRefused() {
    HttpReply reply = post(List.of(), new RecipientNonce(Octets.of(new byte[48])));
    assertThat(reply.status()).isEqualTo(400);
    assertThat(CmcTalk.full(reply).status().failInfo()).contains(CmcFailInfo.BAD_REQUEST);
    SenderNonce first = new SenderNonce(Octets.of(new byte[] {3}));
    HttpReply answered = post(List.of(), first);
    SenderNonce ours = CmcTalk.full(answered).control(SenderNonce.class).orElseThrow();
    SenderNonce second = new SenderNonce(Octets.of(new byte[] {4}));
    assertThat(post(List.of(), second, new RecipientNonce(ours.nonce())).status()).isEqualTo(200);
  }

  @Test
  void oneThatIsRefusedUndoesNoOther() {
    KeyPair keys = TestKeys.p256();
    TaggedRequest beyond =
        TaggedRequest.of(new BodyPartId(1), TestKeys.csr("CN=somebody else", keys));
    HttpReply reply = post(List.of(beyond));
    assertThat(reply.status()).isEqualTo(200);
    assertThat(statusOf(reply, 1).failInfo()).contains(CmcFailInfo.BAD_REQUEST);
    assertThat(statusOf(reply, 90).status()).isEqualTo(CmcStatus.SUCCESS);
    assertThat(CmcTalk.full(reply).certificate("CN=device-0")).isPresent();
  }

  @Test
  @Requirement("S-50")
  void aMessageHoldsNoMoreRequestsThanTheLabelSays() {
    List<TaggedRequest> four =
        List.of(1L, 2L, 3L, 4L).stream()
            .map(i ->
                TaggedRequest.of(
                    new BodyPartId(i), TestKeys.csr("CN=device-" + i, TestKeys.p256())))
            .toList();
    HttpReply reply = post(four);
    assertThat(reply.status()).isEqualTo(400);
    assertThat(CmcTalk.full(reply).status().statusString().orElseThrow()).contains("4 requests");
  }

  @Test
  @Requirement("R5272-3.2-9")
  void whereALabelWantsNewKeysAnOldOneIsNoKeyReuse() {
    KeyPair keys = TestKeys.p256();
    TlsIdentity device =
        new TlsIdentity(keys.getPrivate(), est.enrolled(keys, "device-5", "fresh"));
    SenderNonce nonce = new SenderNonce(Octets.of(new byte[] {1}));
    PkiData data = CmcTalk.data(List.of(TestKeys.csr("CN=device-5", keys)), nonce);
    try (RawClient client = est.client()) {
      String path = "/.well-known/est/fresh/fullcmc";
      HttpReply reply = CmcTalk.postTo(client, path, CmcTalk.signed(data, device));
      assertThat(reply.status()).isEqualTo(400);
      assertThat(statusOf(reply, 1).failInfo()).contains(CmcFailInfo.NO_KEY_REUSE);
      PkiData without = CmcTalk.data(List.of(TestKeys.csr("CN=device-5", TestKeys.p256())));
      HttpReply nameless = CmcTalk.postTo(client, path, CmcTalk.signed(without, device));
      assertThat(CmcTalk.full(nameless).status().statusString().orElseThrow())
          .contains("senderNonce");
    }
  }
}
