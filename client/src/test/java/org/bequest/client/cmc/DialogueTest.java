package org.bequest.client.cmc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bequest.client.fixture.CmcResponder;
import org.bequest.client.fixture.Leaf;
import org.bequest.client.fixture.TestCa;
import org.bequest.conformance.Requirement;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.crypto.PrivateKeySigner;
import org.bequest.crypto.cmc.PopChallenge;
import org.bequest.crypto.cmc.WitnessVerdict;
import org.bequest.crypto.cms.AuthenticatedMessage;
import org.bequest.crypto.cms.ContentCipher;
import org.bequest.crypto.cms.EnvelopedMessage;
import org.bequest.crypto.cms.MessageSigner;
import org.bequest.crypto.cms.Recipient;
import org.bequest.crypto.secret.Secret;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.asn1.Octets;
import org.bequest.formats.cmc.PkiData;
import org.bequest.formats.cmc.control.AuthData;
import org.bequest.formats.cmc.control.Control;
import org.bequest.formats.cmc.control.DecryptedPop;
import org.bequest.formats.cmc.control.EncryptedPop;
import org.bequest.formats.cmc.control.RaIdentityWitness;
import org.bequest.formats.cmc.control.ResponseBody;
import org.bequest.formats.cmc.control.ResponseInfo;
import org.bequest.formats.cmc.control.StatusInfoV2;
import org.bequest.formats.cmc.part.BodyPartId;
import org.bequest.formats.cmc.part.BodyPartPath;
import org.bequest.formats.cmc.part.TaggedContentInfo;
import org.bequest.formats.cmc.part.TaggedRequest;
import org.bequest.formats.cmc.status.StatusInfo;
import org.bequest.formats.cms.CmsOids;
import org.bequest.formats.cms.Content;
import org.bequest.formats.cms.EntityIdentifier;
import org.bequest.formats.pkix.SubjectNames;
import org.bequest.formats.wire.CmcFailInfo;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DialogueTest {
  private static final List<BodyPartId> ONE = List.of(new BodyPartId(1));
  private static final byte[] VALUE =
      "a proof value of any length".getBytes(StandardCharsets.UTF_8);
  private final Instant now = Instant.now();

  private final TestCa ca = TestCa.root("CN=root");
  private final CmcResponder responder = CmcResponder.of(ca);
  private final SignerTrust trust = new SignerTrust(List.of(ca.certificate()), List.of());

  static Stream<String> decryptingKeys() {
    return Stream.of("X25519", "EC", "RSA", "ML-KEM-768");
  }

  private static KeyPair pair(String algorithm) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
    if (algorithm.equals("EC")) {
      generator.initialize(256);
    }
    return generator.generateKeyPair();
  }

  private FullRequest decrypting(KeyPair keys, WantedCertificate.Form form) {
    KeyPair own = KeyAlgorithm.P256.generate();
    var holder = CmcResponder.holder(ca.issue(own, Leaf.of("CN=two")));
    var signer = MessageSigner.of(PrivateKeySigner.of(own), holder, List.of());
    SubjectPublicKeyInfo key = SubjectPublicKeyInfo.getInstance(keys.getPublic().getEncoded());
    return FullRequest.by(new Sender.Certified(signer))
        .wanting(
            WantedCertificate.of(
                    SubjectNames.of(new X500Name("CN=two")),
                    new RequestKey.Decrypting(key, keys.getPrivate()))
                .in(form));
  }

  private static EncryptedPop challenge(TaggedRequest request, EntityIdentifier id, KeyPair keys) {
    SubjectPublicKeyInfo key = SubjectPublicKeyInfo.getInstance(keys.getPublic().getEncoded());
    Content cms =
        EnvelopedMessage.encrypt(
            Content.data(VALUE), ContentCipher.AES_256_CBC, List.of(Recipient.of(id, key)));
    return PopChallenge.challenge(request, VALUE, Encoded.known(cms.encode()));
  }

  private Verdict answered(Dialogue dialogue, byte[] answer) throws MalformedException {
    return dialogue.answered(answer, trust, now);
  }

  private static Control popRequired() {
    return new StatusInfoV2(StatusInfo.failed(CmcFailInfo.POP_REQUIRED, "prove it", ONE));
  }

  @ParameterizedTest
  @MethodSource("decryptingKeys")
  @Requirement({"R5272-6.7-8", "R5274-4.1-19", "R5274-4.2-18", "R5274-4.1-16", "R5274-4.1-6"})
  void aKeyThatDecryptsAnswersAChallengeByEitherName(String algorithm) throws Exception {
    KeyPair keys = pair(algorithm);
    FullRequest request = decrypting(keys, WantedCertificate.Form.PKCS10);
    EntityIdentifier byKey =
        new EntityIdentifier.KeyIdentifier(request.wanted().getFirst().key().identifier());
    EntityIdentifier byNumber =
        new EntityIdentifier.IssuerAndSerial(new X500Name(""), BigInteger.ONE);
    for (EntityIdentifier id : List.of(byKey, byNumber)) {
      Dialogue dialogue = new Dialogue(request);
      PkiData first = CmcResponder.data(dialogue.message(now));
      EncryptedPop challenge = challenge(first.requests().getFirst(), id, keys);
      assertThat(answered(dialogue, responder.answer(first, List.of(popRequired(), challenge))))
          .isInstanceOf(Verdict.Challenged.class);
      PkiData second = CmcResponder.data(dialogue.message(now));
      assertThat(second.reqSequence()).isEqualTo(first.reqSequence());
      DecryptedPop answer = second.controls(DecryptedPop.class).getFirst();
      assertThat(answer.thePopAlgId()).isEqualTo(challenge.thePopAlgId());
      assertThat(PopChallenge.check(answer, VALUE, second.requests().getFirst()))
          .isEqualTo(WitnessVerdict.VALID);
    }
  }

  @Test
  @Requirement("R5272-6.7-7")
  void aChallengeThatIsNotWhatItSeemsEndsTheRequest() throws Exception {
    KeyPair keys = pair("X25519");
    FullRequest request = decrypting(keys, WantedCertificate.Form.CRMF);
    EntityIdentifier id =
        new EntityIdentifier.KeyIdentifier(request.wanted().getFirst().key().identifier());
    TaggedRequest other =
        new Dialogue(decrypting(pair("X25519"), WantedCertificate.Form.CRMF)).requests().getFirst();
    TaggedRequest own = new Dialogue(request).requests().getFirst();
    EncryptedPop right = challenge(own, id, keys);
    Octets wrong = Octets.of(new byte[32]);
    for (EncryptedPop bad :
        List.of(
            challenge(own, id, pair("X25519")),
            challenge(other, id, keys),
            new EncryptedPop(own, right.cms(), right.thePopAlgId(), right.witnessAlgId(), wrong))) {
      Dialogue dialogue = new Dialogue(request);
      PkiData first = CmcResponder.data(dialogue.message(now));
      assertThat(answered(dialogue, responder.answer(first, List.of(popRequired(), bad))))
          .isInstanceOf(Verdict.BadChallenge.class);
      PkiData last = CmcResponder.data(dialogue.message(now));
      assertThat(last.requests()).isEmpty();
      assertThat(last.controls(StatusInfoV2.class).getFirst().info().failInfo())
          .contains(CmcFailInfo.POP_FAILED);
    }
  }

  private static SharedSecret shared() {
    return new SharedSecret(Secret.of("sixteen or longer"), Optional.of("device"));
  }

  private static WantedCertificate signing() {
    return WantedCertificate.of(
        SubjectNames.of(new X500Name("CN=one")),
        new RequestKey.Signing(PrivateKeySigner.of(KeyAlgorithm.P256.generate())));
  }

  private static byte[] authenticated(PkiData request, Secret password) {
    return AuthenticatedMessage.authenticate(
            new Content(
                CmsOids.PKI_RESPONSE,
                CmcResponder.response(CmcResponder.reflected(request)).encode()),
            List.of(Recipient.Password.of(password)))
        .encode();
  }

  @Test
  @Requirement({"R5272-4.2-1", "R5274-4.1-9"})
  void aResponseUnderTheSharedSecretIsBelievedWithoutAnyAnchor() throws Exception {
    SignerTrust nobody = new SignerTrust(List.of(), List.of());
    Dialogue dialogue =
        new Dialogue(FullRequest.by(new Sender.Authenticating(shared())).wanting(signing()));
    PkiData request = CmcResponder.data(dialogue.message(now));
    assertThat(dialogue.answered(authenticated(request, Secret.of("another secret")), nobody, now))
        .isInstanceOf(Verdict.Unbelievable.class);
    assertThat(
            dialogue.answered(
                authenticated(request, Secret.of("devicesixteen or longer")), nobody, now))
        .isInstanceOf(Verdict.Granted.class);
  }

  @Test
  @Requirement({"R5272-6.16-1", "R5274-4.2-26"})
  void whatIsAuthenticatedInsideCountsOnlyUnderTheSharedSecret() throws Exception {
    for (String password : List.of("devicesixteen or longer", "another")) {
      Dialogue dialogue =
          new Dialogue(
              FullRequest.by(new Sender.Proving(shared(), Sender.Strength.SHA256))
                  .wanting(signing()));
      PkiData request = CmcResponder.data(dialogue.message(now));
      Content inner =
          AuthenticatedMessage.authenticate(
              new Content(CmsOids.PKI_DATA, PkiData.of(List.of(), List.of()).encode()),
              List.of(Recipient.Password.of(Secret.of(password))));
      TaggedContentInfo part =
          new TaggedContentInfo(new BodyPartId(7), Encoded.known(inner.encode()));
      List<Control> controls = CmcResponder.reflected(request);
      controls.add(new AuthData(part.id()));
      byte[] answer = responder.signed(CmcResponder.response(controls, part), List.of());
      if (password.equals("another")) {
        assertThat(answered(dialogue, answer)).isInstanceOf(Verdict.Unbelievable.class);
      } else {
        assertThat(answered(dialogue, answer))
            .isInstanceOfSatisfying(
                Verdict.Granted.class,
                granted ->
                    assertThat(((Answer.Full) granted.answer()).response().authenticated())
                        .hasSize(1));
      }
    }
  }

  @Test
  @Requirement("R6402-2.5-1")
  void anAnswerHoldsNoWitnessOfARegistrationAuthority() throws Exception {
    Dialogue dialogue = new Dialogue(FullRequest.by(new Sender.Unnamed()).wanting(signing()));
    PkiData request = CmcResponder.data(dialogue.message(now));
    List<Control> controls = new ArrayList<>(CmcResponder.reflected(request));
    controls.add(new RaIdentityWitness(new BodyPartPath(List.of(new BodyPartId(1)))));
    byte[] answer = responder.signed(CmcResponder.response(controls), List.of());
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> answered(dialogue, answer))
        .withMessageContaining("RFC 6402 2.5");
  }

  @Test
  @Requirement({
    "R6402-2.6-1",
    "R6402-2.6-4",
    "R6402-4.1-2",
    "R6402-4.1-3",
    "R6402-4.1-4",
    "R8756-7-5"
  })
  void aResponseInsideIsTakenAsPartOfTheOneAroundIt() throws Exception {
    Dialogue dialogue = new Dialogue(FullRequest.by(new Sender.Unnamed()).wanting(signing()));
    PkiData request = CmcResponder.data(dialogue.message(now));
    StatusInfo failed = StatusInfo.failed(CmcFailInfo.BAD_ALG, "not this key", ONE);
    byte[] inner =
        responder.signed(
            CmcResponder.response(List.of(new StatusInfoV2(failed))), List.of(ca.certificate()));
    assertThat(answered(dialogue, around(request, inner, 7)))
        .isInstanceOfSatisfying(
            Verdict.Failed.class, f -> assertThat(f.statuses()).containsExactly(failed));
    byte[] stranger =
        CmcResponder.of(TestCa.root("CN=other"))
            .signed(CmcResponder.response(List.of()), List.of());
    Dialogue next = new Dialogue(FullRequest.by(new Sender.Unnamed()).wanting(signing()));
    PkiData second = CmcResponder.data(next.message(now));
    assertThat(answered(next, around(second, stranger, 7)))
        .isInstanceOf(Verdict.Unbelievable.class);
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> answered(next, around(second, inner, 8)));
  }

  private byte[] around(PkiData request, byte[] inner, long pointed) {
    TaggedContentInfo part = new TaggedContentInfo(new BodyPartId(7), Encoded.known(inner));
    List<Control> controls = new ArrayList<>(CmcResponder.reflected(request));
    controls.add(new ResponseBody(new BodyPartPath(List.of(new BodyPartId(pointed)))));
    return responder.signed(CmcResponder.response(controls, part), List.of());
  }

  @Test
  @Requirement({"R5272-3.2.1-4", "R5272-6.12-1"})
  void whatNoControlPointsAtIsIgnored() throws Exception {
    Dialogue dialogue = new Dialogue(FullRequest.by(new Sender.Unnamed()).wanting(signing()));
    PkiData request = CmcResponder.data(dialogue.message(now));
    TaggedContentInfo part = new TaggedContentInfo(new BodyPartId(7), Encoded.sequence());
    List<Control> controls = CmcResponder.reflected(request);
    controls.add(new ResponseInfo(Octets.of(new byte[] {5})));
    assertThat(
            answered(dialogue, responder.signed(CmcResponder.response(controls, part), List.of())))
        .isInstanceOf(Verdict.Granted.class);
  }

  @Test
  void damagedAnswersAreRefusedOrNotBelieved() throws Exception {
    Dialogue dialogue = new Dialogue(FullRequest.by(new Sender.Unnamed()).wanting(signing()));
    PkiData request = CmcResponder.data(dialogue.message(now));
    byte[] good = responder.answer(request, List.of());
    for (int i = 0; i < good.length; i += 7) {
      byte[] bad = good.clone();
      bad[i] ^= (byte) 0x55;
      try {
        answered(dialogue, bad);
      } catch (MalformedException e) {
        assertThat(e).hasMessageNotContaining("null");
      }
    }
    assertThat(answered(dialogue, good)).isInstanceOf(Verdict.Granted.class);
  }
}
