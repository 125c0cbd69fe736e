package org.bequest.crypto.firmware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Optional;
import org.bequest.conformance.Requirement;
import org.bequest.crypto.cms.MessageSigner;
import org.bequest.crypto.cms.SignedMessage;
import org.bequest.crypto.path.AnchorStore;
import org.bequest.crypto.path.Authority;
import org.bequest.formats.anchor.TrustAnchorChoice;
import org.bequest.formats.anchor.TrustAnchorInfo;
import org.bequest.formats.asn1.Octets;
import org.bequest.formats.cms.CmsOids;
import org.bequest.formats.cms.Content;
import org.bequest.formats.cms.EntityIdentifier.KeyIdentifier;
import org.bequest.formats.cms.SignedContent;
import org.bequest.formats.firmware.CommunityIdentifier;
import org.bequest.formats.firmware.CommunityIdentifiers;
import org.bequest.formats.firmware.FirmwareAttribute;
import org.bequest.formats.firmware.FirmwareAttributes;
import org.bequest.formats.firmware.FirmwarePackageInfo;
import org.bequest.formats.firmware.ImplementedAlgorithms;
import org.bequest.formats.firmware.LoadErrorCode;
import org.bequest.formats.firmware.PackageName;
import org.bequest.formats.firmware.SigningCertificate;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.PolicyInformation;
import org.bouncycastle.cert.X509CertificateHolder;
import org.junit.jupiter.api.Test;

/** Who signs packages, over which certificates, and what a signer may say. */
class FirmwareSignerTest {
  private static final byte[] IMAGE = Factory.image(500);
  private static final ASN1ObjectIdentifier POLICY = new ASN1ObjectIdentifier("2.999.5");

  private final Factory factory = new Factory();

  private byte[] built(MessageSigner signer, FirmwareAttributes attributes) throws Exception {
    return Factory.written(
        Factory.message(IMAGE).signed(FirmwareSigning.of(signer, attributes, Authority.NOW)));
  }

  private static SignedFirmware opened(FirmwareOpener opener, byte[] message) throws Exception {
    FirmwareOpening opening = Factory.open(opener, message);
    assertThat(opening).isInstanceOf(FirmwareOpening.Opened.class);
    try (OpenedFirmware firmware = ((FirmwareOpening.Opened) opening).firmware()) {
      return firmware.signed().orElseThrow();
    }
  }

  private static void assertRefused(FirmwareOpener opener, byte[] message, LoadErrorCode code)
      throws Exception {
    assertThat(Factory.open(opener, message))
        .isInstanceOfSatisfying(
            FirmwareOpening.Refused.class,
            refused -> assertThat(refused.why().code()).isEqualTo(code));
  }

  @Test
  @Requirement({
    "R4108-1.2.2-6",
    "R4108-1.3-1",
    "R4108-1.3-2",
    "R4108-2.2-4",
    "R4108-2.2-5",
    "R4108-2.2-6",
    "R4108-2.2.9-1",
    "R4108-2.2.9-2"
  })
  void whatTheSignerSaysIsSignedAndRead() throws Exception {
    List<FirmwareAttribute> said =
        List.of(
            new ImplementedAlgorithms.Crypto(List.of(NISTObjectIdentifiers.id_aes256_GCM)),
            new ImplementedAlgorithms.Compression(List.of(CmsOids.ZLIB_COMPRESS)),
            CommunityIdentifiers.of(new CommunityIdentifier.Named(POLICY)),
            FirmwarePackageInfo.ofType(3)
                .dependingOn(
                    PackageName.Preferred.of(POLICY, 4),
                    new PackageName.Legacy(Octets.of(new byte[] {0x52, 0x31}))));
    FirmwareAttributes attributes = Factory.ATTRIBUTES;
    for (FirmwareAttribute one : said) {
      attributes = attributes.and(one);
    }
    SignedFirmware signed = opened(factory.opener(), built(factory.signer(), attributes));
    assertThat(signed.attributes().all()).containsAll(said);
    assertThat(signed.targets().types()).containsExactly(Factory.HARDWARE);
  }

  @Test
  @Requirement({"R4108-1.2.2-5", "R4108-2.1.2-3"})
  void thePathOfTheSignerComesAlong() throws Exception {
    Authority middle = Authority.named("CN=middle");
    X509CertificateHolder above =
        factory.root().certificate(middle, List.of(Authority.ca(), Factory.keyId(middle)));
    X509CertificateHolder own =
        middle.certificate(factory.maker(), List.of(Factory.keyId(factory.maker())));
    MessageSigner whole = MessageSigner.of(factory.maker().signer(), own, List.of(above));
    byte[] message = built(whole, Factory.ATTRIBUTES);
    assertThat(SignedContent.decode(message).certificates()).contains(own, above);
    assertThat(opened(factory.opener(), message).signer().signer().ownCertificate()).contains(own);
    MessageSigner alone = MessageSigner.of(factory.maker().signer(), own, List.of());
    assertRefused(
        factory.opener(), built(alone, Factory.ATTRIBUTES), LoadErrorCode.NO_TRUST_ANCHOR);
  }

  @Test
  @Requirement({"R4108-1.2.4-2", "R4108-1.2.4-1"})
  void anAnchorWithoutANameVouchesForItselfAlone() throws Exception {
    TrustAnchorInfo nameless =
        TrustAnchorInfo.of(factory.root().key(), new KeyIdentifier(Factory.sha1(factory.root())));
    AnchorStore anchors = AnchorStore.of(List.of(new TrustAnchorChoice.TaInfo(nameless)));
    FirmwareOpener opener =
        new FirmwareOpener(
            new FirmwareExaminer(Factory.trust(anchors), Factory.LIMITS),
            List.of(),
            FirmwarePolicy.STRICT);
    SignedFirmware signed = opened(opener, built(factory.anchor(), Factory.ATTRIBUTES));
    assertThat(signed.signer().anchorKeyId()).contains(Octets.of(Factory.sha1(factory.root())));
    assertRefused(
        opener, built(factory.signer(), Factory.ATTRIBUTES), LoadErrorCode.NO_TRUST_ANCHOR);
  }

  @Test
  @Requirement("R4108-2.1.2-6")
  void revocationListsMayBeInsertedOnTheWay() throws Exception {
    SignedContent signed = SignedContent.decode(built(factory.signer(), Factory.ATTRIBUTES));
    byte[] other =
        new SignedContent(
                signed.contentType(),
                signed.content().orElseThrow().octets(),
                signed.certificates(),
                List.of(factory.emptyCrl()),
                signed.signers())
            .encode()
            .encode();
    assertThat(opened(factory.opener(), other).identifier().name()).isEqualTo(Factory.NAME);
  }

  private MessageSigner withPolicy() {
    X509CertificateHolder certificate =
        factory.certificate(
            Authority.extension(
                Extension.certificatePolicies,
                false,
                new CertificatePolicies(new PolicyInformation(POLICY))));
    return MessageSigner.of(factory.maker().signer(), certificate, List.of());
  }

  private static FirmwareAttributes under(MessageSigner signer, ASN1ObjectIdentifier policy) {
    SigningCertificate named = SigningCertificates.of(signer.certificates().getFirst()).getFirst();
    return Factory.ATTRIBUTES.and(named.with(List.of(new PolicyInformation(policy))));
  }

  @Test
  @Requirement("R4108-2.2.13-5")
  void aPolicyOfTheSignatureIsOneOfTheCertificate() throws Exception {
    MessageSigner signer = withPolicy();
    byte[] message = built(signer, under(signer, POLICY));
    assertThat(
            opened(factory.opener(), message)
                .attributes()
                .find(SigningCertificate.class)
                .map(SigningCertificate::policies))
        .isEqualTo(Optional.of(List.of(new PolicyInformation(POLICY))));
    FirmwareAttributes other = under(signer, new ASN1ObjectIdentifier("2.999.6"));
    assertThatIllegalArgumentException().isThrownBy(() -> built(signer, other));
    SignedMessage careless =
        SignedMessage.of(new Content(CmsOids.FIRMWARE_PACKAGE, IMAGE)).by(signer);
    other.toAttributes().forEach(careless::signedAttribute);
    assertRefused(factory.opener(), careless.sign().encode(), LoadErrorCode.BAD_SIGNED_ATTRS);
    MessageSigner plain = factory.signer();
    FirmwareAttributes foreign = under(plain, POLICY);
    assertThatIllegalArgumentException().isThrownBy(() -> built(plain, foreign));
    assertThatIllegalArgumentException().isThrownBy(() -> built(factory.anchor(), foreign));
  }
}
