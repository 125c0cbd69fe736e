package org.bequest.client.cmc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.bequest.client.fixture.CmcResponder;
import org.bequest.client.fixture.Leaf;
import org.bequest.client.fixture.TestCa;
import org.bequest.conformance.Requirement;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.crypto.PrivateKeySigner;
import org.bequest.crypto.cms.ContentCipher;
import org.bequest.crypto.cms.EnvelopedMessage;
import org.bequest.crypto.cms.MessageSigner;
import org.bequest.crypto.cms.Recipient;
import org.bequest.crypto.cms.RecipientKey;
import org.bequest.crypto.cms.SignatureCheck;
import org.bequest.crypto.cms.SignedMessage;
import org.bequest.crypto.cms.SignerKeys;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.asn1.Octets;
import org.bequest.formats.cmc.CmcUnsignedData;
import org.bequest.formats.cmc.PkiData;
import org.bequest.formats.cmc.RequestSequence;
import org.bequest.formats.cmc.TaggedAttribute;
import org.bequest.formats.cmc.control.BatchRequests;
import org.bequest.formats.cmc.control.Control;
import org.bequest.formats.cmc.control.LraPopWitness;
import org.bequest.formats.cmc.control.RegInfo;
import org.bequest.formats.cmc.control.SenderNonce;
import org.bequest.formats.cmc.control.TransactionId;
import org.bequest.formats.cmc.part.BodyPartId;
import org.bequest.formats.cmc.part.BodyPartPath;
import org.bequest.formats.cmc.part.TaggedContentInfo;
import org.bequest.formats.cms.Attributes;
import org.bequest.formats.cms.CmsOids;
import org.bequest.formats.cms.Content;
import org.bequest.formats.cms.EntityIdentifier;
import org.bequest.formats.cms.SignedContent;
import org.bequest.formats.pkix.SubjectNames;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.X509CertificateHolder;
import org.junit.jupiter.api.Test;

/** What a registration authority makes of messages of others (RFC 5272 section 7). */
class ForwardingTest {
  private static final ASN1ObjectIdentifier PRIVATE = new ASN1ObjectIdentifier("1.3.6.1.4.1.99.1");

  private final TestCa ca = TestCa.root("CN=root");
  private final Somebody device = new Somebody("CN=device-7");
  private final Somebody registrar = new Somebody("CN=ra-1");
  private final Somebody authority = new Somebody("CN=authority");

  /** Somebody with a certificate. */
  private final class Somebody {
    private final KeyPair pair = KeyAlgorithm.P256.generate();
    private final X509CertificateHolder certificate;

    Somebody(String name) {
      this.certificate = CmcResponder.holder(ca.issue(pair, Leaf.of(name)));
    }

    MessageSigner signer() {
      return MessageSigner.of(PrivateKeySigner.of(pair), certificate, List.of());
    }

    Content encrypt(Content content) {
      Recipient recipient =
          Recipient.of(EntityIdentifier.of(certificate), certificate.getSubjectPublicKeyInfo());
      return EnvelopedMessage.encrypt(content, ContentCipher.AES_256_CBC, List.of(recipient));
    }

    RecipientKey key() {
      return RecipientKey.Private.of(pair.getPrivate(), certificate);
    }
  }

  private Content request() throws MalformedException {
    KeyPair key = KeyAlgorithm.P256.generate();
    WantedCertificate wanted =
        WantedCertificate.of(
            SubjectNames.of(new X500Name("CN=device-7")),
            new RequestKey.Signing(PrivateKeySigner.of(key)));
    FullRequest request = FullRequest.by(new Sender.Certified(device.signer())).wanting(wanted);
    return Content.decode(new Dialogue(request).message(Instant.now()));
  }

  private FullRequest forwarded(Content... messages) throws MalformedException {
    return new Forwarding(List.of(registrar.key()), Optional.of(authority.certificate))
        .batch(registrar.signer(), List.of(messages).stream().map(Content::encode).toList());
  }

  private static List<byte[]> enclosed(FullRequest request) {
    return request.enclosed().messages().stream().map(m -> m.contentInfo().octets()).toList();
  }

  @Test
  @Requirement({"R5272-7-1", "R5272-7.2-1", "R8756-5.2-4"})
  void messagesGoOnOctetForOctetInOneOfTheRegistrationAuthority() throws Exception {
    Content one = request();
    Content two = request();
    FullRequest request = forwarded(one, two);
    byte[] message = new Dialogue(request).message(Instant.now());
    PkiData data = CmcResponder.data(message);
    assertThat(data.cmsSequence())
        .extracting(part -> part.contentInfo().octets())
        .containsExactly(one.encode(), two.encode());
    assertThat(data.controls(BatchRequests.class).getFirst().parts())
        .containsExactlyElementsOf(data.cmsSequence().stream().map(TaggedContentInfo::id).toList());
    SignedContent signed = SignedContent.decode(message);
    assertThat(SignatureCheck.of(signed, SignerKeys.in(signed)))
        .isInstanceOf(SignatureCheck.Verified.class);
    assertThat(signed.certificates()).contains(registrar.certificate);
  }

  @Test
  @Requirement("R5272-7.1-1")
  void encryptionForTheRegistrationAuthorityIsTakenOffAndThatForTheAuthorityIsNot()
      throws Exception {
    Content hidden = request();
    Content forTheAuthority = authority.encrypt(request());
    FullRequest request = forwarded(registrar.encrypt(hidden), forTheAuthority);
    assertThat(enclosed(request)).containsExactly(hidden.encode(), forTheAuthority.encode());
  }

  @Test
  @Requirement("R5272-7.1-3")
  void aSignatureAroundEncryptionGoesWithIt() throws Exception {
    Content inner = request();
    Content outer = SignedMessage.sign(registrar.encrypt(inner), device.signer());
    assertThat(enclosed(forwarded(outer))).containsExactly(inner.encode());
  }

  private Content layer(List<TaggedContentInfo> parts, Control... controls) {
    List<TaggedAttribute> tagged =
        IntStream.range(0, controls.length)
            .mapToObj(i -> new TaggedAttribute(new BodyPartId(100 + i), controls[i]))
            .toList();
    PkiData data = new PkiData(tagged, RequestSequence.of(List.of()), parts, List.of());
    return SignedMessage.sign(new Content(CmsOids.PKI_DATA, data.encode()), device.signer());
  }

  private static TaggedContentInfo part(long id, Content content) {
    return new TaggedContentInfo(new BodyPartId(id), Encoded.known(content.encode()));
  }

  private static Octets octets(String text) {
    return Octets.of(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  @Requirement({"R5272-7.1-3", "R5272-7.2-2"})
  void controlsOfALayerThatGoesMoveIntoTheNewOne() throws Exception {
    Content inner = request();
    RegInfo info = new RegInfo(octets("plant 7"));
    Content layer =
        layer(
            List.of(part(9, registrar.encrypt(inner))),
            new BatchRequests(List.of(new BodyPartId(9))),
            new TransactionId(BigInteger.TEN),
            new SenderNonce(octets("between others")),
            info);
    FullRequest request = forwarded(layer);
    PkiData data = CmcResponder.data(new Dialogue(request).message(Instant.now()));
    assertThat(data.controls(RegInfo.class)).containsExactly(info);
    assertThat(data.controls(BatchRequests.class))
        .containsExactly(new BatchRequests(List.of(new BodyPartId(9))));
    assertThat(data.controls(TransactionId.class))
        .doesNotContain(new TransactionId(BigInteger.TEN));
    assertThat(data.cmsSequence()).containsExactly(part(9, inner));
  }

  @Test
  @Requirement("R5272-7.2-1")
  void aLayerWithNothingToOpenStaysSigned() throws Exception {
    Content layer =
        layer(List.of(part(9, request())), new BatchRequests(List.of(new BodyPartId(9))));
    assertThat(enclosed(forwarded(layer))).containsExactly(layer.encode());
  }

  @Test
  @Requirement({"R5272-3.2.3-1", "R5274-7-3"})
  void dataThatNobodySignedMovesToTheNewLayer() throws Exception {
    CmcUnsignedData data =
        new CmcUnsignedData(
            new BodyPartPath(List.of(new BodyPartId(1))),
            PRIVATE,
            Encoded.of(new DERUTF8String("a part of the request")));
    SignedContent own = SignedContent.of(request());
    Content message =
        SignedMessage.of(own.content().orElseThrow())
            .by(device.signer())
            .unsignedAttribute(
                Attributes.attribute(CmsOids.CMC_UNSIGNED_DATA, data.encode().value()))
            .sign();
    byte[] sent = new Dialogue(forwarded(message)).message(Instant.now());
    var moved =
        SignedContent.decode(sent)
            .signers()
            .getFirst()
            .unsignedAttributes()
            .single(CmsOids.CMC_UNSIGNED_DATA)
            .orElseThrow();
    BodyPartId id = CmcResponder.data(sent).cmsSequence().getFirst().id();
    assertThat(CmcUnsignedData.decode(moved.toASN1Primitive().getEncoded()))
        .isEqualTo(
            new CmcUnsignedData(
                new BodyPartPath(List.of(id, new BodyPartId(1))), PRIVATE, data.content()));
    SignedContent inside =
        SignedContent.decode(
            CmcResponder.data(sent).cmsSequence().getFirst().contentInfo().octets());
    assertThat(inside.signers().getFirst().unsignedAttributes().isEmpty()).isTrue();
    assertThat(SignatureCheck.of(inside, SignerKeys.in(inside)))
        .isInstanceOf(SignatureCheck.Verified.class);
  }

  @Test
  @Requirement("R5274-7-2")
  void itSaysWhichKeysItHasSeenTheProofOf() throws Exception {
    FullRequest batch = forwarded(request());
    var witness =
        new LraPopWitness(
            batch.enclosed().messages().getFirst().id(), List.of(FullRequest.numberOf(0)));
    PkiData data = CmcResponder.data(new Dialogue(batch.with(witness)).message(Instant.now()));
    assertThat(data.controls(LraPopWitness.class)).containsExactly(witness);
  }

  @Test
  void whatCannotBePassedOnAsItShouldIsNotPassedOn() throws Exception {
    Content strange = new Somebody("CN=somebody").encrypt(request());
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> forwarded(strange))
        .withMessageContaining("somebody else");
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> forwarded(Content.data(new byte[] {1, 2, 3})))
        .withMessageContaining("neither signed nor authenticated");
    Content layer = layer(List.of(part(9, registrar.encrypt(request()))));
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> forwarded(layer, layer))
        .withMessageContaining("use the number 9");
  }
}
