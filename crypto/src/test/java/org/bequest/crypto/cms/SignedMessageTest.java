package org.bequest.crypto.cms;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.bequest.conformance.Requirement;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.crypto.PrivateKeySigner;
import org.bequest.crypto.cms.SignatureCheck.Fault;
import org.bequest.crypto.cms.SignatureCheck.Refused;
import org.bequest.crypto.cms.SignatureCheck.Verified;
import org.bequest.formats.cms.Attributes;
import org.bequest.formats.cms.CmsOids;
import org.bequest.formats.cms.Content;
import org.bequest.formats.cms.EntityIdentifier;
import org.bequest.formats.cms.SignedContent;
import org.bequest.formats.cms.SignerInfo;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.oiw.OIWObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Signing, verifying, and what is not believed. */
class SignedMessageTest {
  private static final Content TEXT =
      Content.data("what is signed".getBytes(StandardCharsets.UTF_8));
  private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");
  private static final Content RECEIPT =
      new Content(CmsOids.KEY_PACKAGE_RECEIPT, new byte[] {0x30, 0x03, 0x02, 0x01, 0x05});

  static Stream<KeyAlgorithm> keysThatSign() {
    return Stream.of(KeyAlgorithm.values()).filter(a -> a.family().signs());
  }

  @ParameterizedTest
  @MethodSource("keysThatSign")
  void whatIsSignedVerifiesHereAndWithBouncyCastle(KeyAlgorithm algorithm) throws Exception {
    Holder holder = Holder.of(algorithm);
    for (Content content : List.of(TEXT, RECEIPT)) {
      byte[] message =
          SignedMessage.of(content).by(holder.signer()).signingTime(NOON).sign().encode();
      SignedContent decoded = SignedContent.decode(message);
      Verified verified = (Verified) SignatureCheck.of(decoded, SignerKeys.in(decoded));
      assertThat(verified.content().octets()).isEqualTo(content.octets());
      assertThat(verified.signers())
          .singleElement()
          .satisfies(s -> assertThat(s.ownCertificate()).contains(holder.certificate()));
      CMSSignedData foreign = new CMSSignedData(message);
      assertThat(foreign.getSignedContent().getContent()).isEqualTo(content.octets());
      SignerInformation signer = foreign.getSignerInfos().getSigners().iterator().next();
      assertThat(
              signer.verify(
                  new JcaSimpleSignerInfoVerifierBuilder()
                      .setProvider(new BouncyCastleProvider())
                      .build(holder.certificate())))
          .isTrue();
    }
  }

  @Test
  void theMessageIsDerWithTheVersionsOfTheRfc() throws Exception {
    Holder named = Holder.of(KeyAlgorithm.P256);
    Holder plain = Holder.withoutExtensions(KeyAlgorithm.P256);
    for (Content content : List.of(TEXT, RECEIPT)) {
      byte[] both = SignedMessage.of(content).by(named.signer()).by(plain.signer()).sign().encode();
      assertThat(new CMSSignedData(both).toASN1Structure().getEncoded("DER")).isEqualTo(both);
      SignedContent decoded = SignedContent.decode(both);
      assertThat(decoded.signers()).extracting(SignerInfo::version).containsExactlyInAnyOrder(1, 3);
      assertThat(new CMSSignedData(both).getVersion()).isEqualTo(3);
    }
    byte[] old = SignedMessage.sign(TEXT, plain.signer()).encode();
    assertThat(new CMSSignedData(old).getVersion()).isEqualTo(1);
  }

  @Test
  @Requirement("S-13")
  void aMessageWithoutSignersIsNotVerified() throws Exception {
    SignedContent unsigned = SignedContent.of(SignedMessage.of(TEXT).sign());
    assertThat(unsigned.content()).get().extracting(Content::octets).isEqualTo(TEXT.octets());
    assertRefused(unsigned, Fault.NO_SIGNER);
  }

  private static void assertRefused(SignedContent message, Fault fault) {
    SignatureCheck check = SignatureCheck.of(message, SignerKeys.in(message));
    assertThat(check)
        .isInstanceOfSatisfying(Refused.class, r -> assertThat(r.fault()).isEqualTo(fault));
  }

  private static SignedContent with(SignedContent message, SignerInfo... signers) {
    return message.with(List.of(signers));
  }

  private static SignerInfo with(SignerInfo signer, Attributes signed) {
    return new SignerInfo(
        signer.version(),
        signer.id(),
        signer.digestAlgorithm(),
        signed,
        signer.signatureAlgorithm(),
        signer.signature(),
        signer.unsignedAttributes());
  }

  private static SignerInfo with(SignerInfo signer, byte[] signature) {
    return new SignerInfo(
        signer.version(),
        signer.id(),
        signer.digestAlgorithm(),
        signer.signedAttributes(),
        signer.signatureAlgorithm(),
        signature,
        signer.unsignedAttributes());
  }

  @Test
  void everySignatureMustBeGood() throws Exception {
    Holder first = Holder.of(KeyAlgorithm.P256);
    Holder second = Holder.of(KeyAlgorithm.P384);
    SignedContent message =
        SignedContent.of(SignedMessage.of(TEXT).by(first.signer()).by(second.signer()).sign());
    SignerInfo good = message.signers().getFirst();
    SignerInfo bad = with(message.signers().getLast(), good.signature());
    assertRefused(with(message, good, bad), Fault.BAD_SIGNATURE);
    assertThat(SignatureCheck.of(message, SignerKeys.in(message)))
        .isInstanceOfSatisfying(Verified.class, v -> assertThat(v.signers()).hasSize(2));
  }

  @Test
  @Requirement("S-13")
  void zerosAreNoSignature() throws Exception {
    SignedContent message =
        SignedContent.of(SignedMessage.sign(TEXT, Holder.of(KeyAlgorithm.P256).signer()));
    SignerInfo good = message.signers().getFirst();
    byte[] zeros =
        new DERSequence(new ASN1Integer[] {new ASN1Integer(0), new ASN1Integer(0)}).getEncoded();
    assertRefused(with(message, with(good, zeros)), Fault.BAD_SIGNATURE);
    assertRefused(with(message, with(good, new byte[0])), Fault.BAD_SIGNATURE);
  }

  @Test
  void otherContentIsNoticed() throws Exception {
    SignedContent message =
        SignedContent.of(SignedMessage.sign(TEXT, Holder.of(KeyAlgorithm.P256).signer()));
    byte[] other = "what is forged".getBytes(StandardCharsets.UTF_8);
    SignedContent forged =
        new SignedContent(
            CmsOids.DATA, other, message.certificates(), List.of(), message.signers());
    assertRefused(forged, Fault.BAD_MESSAGE_DIGEST);
    SignedContent retyped =
        new SignedContent(
            CmsOids.PKI_DATA, TEXT.octets(), message.certificates(), List.of(), message.signers());
    assertRefused(retyped, Fault.BAD_SIGNED_ATTRIBUTES);
    SignedContent detached =
        SignedContent.carrying(message.certificates(), List.of()).with(message.signers());
    assertRefused(detached, Fault.MISSING_CONTENT);
  }

  @Test
  void signedAttributesAreNotOptionalNorDoubled() throws Exception {
    SignedContent message =
        SignedContent.of(SignedMessage.sign(RECEIPT, Holder.of(KeyAlgorithm.P256).signer()));
    SignerInfo signer = message.signers().getFirst();
    assertRefused(with(message, with(signer, Attributes.NONE)), Fault.BAD_SIGNED_ATTRIBUTES);
    Attributes doubled = signer.signedAttributes().and(signer.signedAttributes());
    assertRefused(with(message, with(signer, doubled)), Fault.BAD_SIGNED_ATTRIBUTES);
    Attributes more =
        signer
            .signedAttributes()
            .and(Attributes.of(Attributes.attribute(CmsOids.SIGNING_TIME, new ASN1Integer(1))));
    assertRefused(with(message, with(signer, more)), Fault.BAD_SIGNATURE);
  }

  /** The attributes of one signature, taken for the content of another that has none. */
  @Test
  void attributesAreNotAcceptedAsContent() throws Exception {
    Holder holder = Holder.of(KeyAlgorithm.P256);
    SignedContent message = SignedContent.of(SignedMessage.sign(TEXT, holder.signer()));
    SignerInfo signer = message.signers().getFirst();
    SignedContent forged =
        new SignedContent(
            CmsOids.DATA,
            signer.signedAttributes().encode(),
            message.certificates(),
            List.of(),
            List.of(with(signer, Attributes.NONE)));
    assertRefused(forged, Fault.BAD_SIGNED_ATTRIBUTES);
  }

  @Test
  void aSignatureOverPlainDataNeedsNoAttributes() throws Exception {
    Holder holder = Holder.of(KeyAlgorithm.P256);
    SignedContent message = SignedContent.of(SignedMessage.sign(TEXT, holder.signer()));
    byte[] signature = PrivateKeySigner.of(holder.keys()).sign(TEXT.octets());
    SignerInfo bare = with(with(message.signers().getFirst(), Attributes.NONE), signature);
    SignedContent plain = with(message, bare);
    assertThat(SignatureCheck.of(plain, SignerKeys.in(plain))).isInstanceOf(Verified.class);
  }

  @Test
  void weakAlgorithmsAreRefused() throws Exception {
    SignedContent message =
        SignedContent.of(SignedMessage.sign(TEXT, Holder.of(KeyAlgorithm.RSA_2048).signer()));
    SignerInfo s = message.signers().getFirst();
    AlgorithmIdentifier sha1 = new AlgorithmIdentifier(OIWObjectIdentifiers.idSHA1);
    AlgorithmIdentifier sha1WithRsa =
        new AlgorithmIdentifier(PKCSObjectIdentifiers.sha1WithRSAEncryption);
    SignerInfo weakDigest =
        new SignerInfo(
            1,
            s.id(),
            sha1,
            s.signedAttributes(),
            s.signatureAlgorithm(),
            s.signature(),
            Attributes.NONE);
    SignerInfo weakSignature =
        new SignerInfo(
            1,
            s.id(),
            s.digestAlgorithm(),
            s.signedAttributes(),
            sha1WithRsa,
            s.signature(),
            Attributes.NONE);
    assertRefused(with(message, weakDigest), Fault.REFUSED_DIGEST_ALGORITHM);
    assertRefused(with(message, weakSignature), Fault.REFUSED_SIGNATURE_ALGORITHM);
  }

  /** RFC 3370 section 3.2: the key's identifier where that of the signature should stand. */
  @Test
  void rsaMayBeNamedWithoutItsDigest() throws Exception {
    SignedContent message =
        SignedContent.of(SignedMessage.sign(TEXT, Holder.of(KeyAlgorithm.RSA_2048).signer()));
    SignerInfo s = message.signers().getFirst();
    AlgorithmIdentifier rsa =
        new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE);
    SignerInfo old =
        new SignerInfo(
            3,
            s.id(),
            s.digestAlgorithm(),
            s.signedAttributes(),
            rsa,
            s.signature(),
            Attributes.NONE);
    SignedContent same = with(message, old);
    assertThat(SignatureCheck.of(same, SignerKeys.in(same))).isInstanceOf(Verified.class);
  }

  @Test
  void aSignerWhoseKeyIsForOtherThingsIsUnknown() throws Exception {
    Holder holder = Holder.of(KeyAlgorithm.P256, KeyUsage.keyAgreement);
    assertRefused(
        SignedContent.of(SignedMessage.sign(TEXT, holder.signer())), Fault.UNKNOWN_SIGNER);
    Holder signs = Holder.of(KeyAlgorithm.P256, KeyUsage.digitalSignature);
    SignedContent message = SignedContent.of(SignedMessage.sign(TEXT, signs.signer()));
    assertThat(SignatureCheck.of(message, SignerKeys.in(message))).isInstanceOf(Verified.class);
  }

  @Test
  void aKeyWithoutACertificateIsFoundByItsIdentifier() throws Exception {
    Holder holder = Holder.of(KeyAlgorithm.P256);
    byte[] ski = {1, 2, 3};
    MessageSigner signer =
        MessageSigner.withoutCertificate(PrivateKeySigner.of(holder.keys()), ski);
    SignedContent message = SignedContent.of(SignedMessage.sign(TEXT, signer));
    assertThat(message.certificates()).isEmpty();
    assertRefused(message, Fault.UNKNOWN_SIGNER);
    SignerKeys keys =
        SignerKeys.in(message).and(ski, holder.certificate().getSubjectPublicKeyInfo());
    assertThat(SignatureCheck.of(message, keys))
        .isInstanceOfSatisfying(
            Verified.class, v -> assertThat(v.signers().getFirst().ownCertificate()).isEmpty());
  }

  /** Two certificates with one identifier: the wrong one first does not end the search. */
  @Test
  void everyCertificateWithTheNameIsTried() throws Exception {
    Holder right = Holder.of(KeyAlgorithm.P256);
    Holder wrong = Holder.of(KeyAlgorithm.P256);
    byte[] ski = ((EntityIdentifier.KeyIdentifier) right.signer().id()).octets();
    SignedContent message = SignedContent.of(SignedMessage.sign(TEXT, right.signer()));
    SignerKeys keys =
        SignerKeys.in(message).and(ski, wrong.certificate().getSubjectPublicKeyInfo());
    assertThat(SignatureCheck.of(message, keys)).isInstanceOf(Verified.class);
    assertThat(
            SignatureCheck.of(
                message,
                SignerKeys.of(List.of()).and(ski, wrong.certificate().getSubjectPublicKeyInfo())))
        .isInstanceOfSatisfying(
            Refused.class, r -> assertThat(r.fault()).isEqualTo(Fault.BAD_SIGNATURE));
  }

  @Test
  void attributesOfTheCallerAreSignedOrNot() throws Exception {
    Holder holder = Holder.of(KeyAlgorithm.P256);
    SignedContent message =
        SignedContent.of(
            SignedMessage.of(TEXT)
                .by(holder.signer())
                .signedAttribute(
                    Attributes.attribute(
                        CmsOids.KEY_PACKAGE_ID_AND_RECEIPT_REQUEST,
                        new DEROctetString(new byte[4])))
                .unsignedAttribute(
                    Attributes.attribute(CmsOids.CMC_UNSIGNED_DATA, new DERUTF8String("beside")))
                .sign());
    SignerInfo signer = message.signers().getFirst();
    assertThat(signer.signed(CmsOids.KEY_PACKAGE_ID_AND_RECEIPT_REQUEST)).isPresent();
    assertThat(signer.unsignedAttributes().single(CmsOids.CMC_UNSIGNED_DATA)).isPresent();
    assertThat(SignatureCheck.of(message, SignerKeys.in(message))).isInstanceOf(Verified.class);
  }
}
