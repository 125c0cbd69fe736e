package org.bequest.formats.firmware;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import org.bequest.conformance.Damage;
import org.bequest.conformance.Requirement;
import org.bequest.conformance.Vectors;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Octets;
import org.bequest.formats.cms.CmsOids;
import org.bequest.formats.cms.EntityIdentifier.KeyIdentifier;
import org.bequest.formats.cms.SignedContent;
import org.bequest.formats.cms.SignerInfo;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.junit.jupiter.api.Test;

/** The published package, of which a loader must find fault with two things. */
class FirmwareVectorTest {
  private static SignedContent message() throws MalformedException {
    return SignedContent.decode(Vectors.shared("rfc4108-firmware-signed"));
  }

  private static SignerInfo signer() throws MalformedException {
    assertThat(message().signers()).hasSize(1);
    return message().signers().getFirst();
  }

  @Test
  @Requirement({"R4108-2.1.5-1", "R4108-2.1.2.2-2"})
  void thePackageIsTheOctetsOfEcontentThemselves() throws MalformedException {
    byte[] image = Objects.requireNonNull(message().octets());
    assertThat(message().contentType()).isEqualTo(CmsOids.FIRMWARE_PACKAGE);
    assertThat(image).hasSize(512);
    assertThat(HexFormat.of().formatHex(Arrays.copyOf(image, 4))).isEqualTo("de7b6a3e");
  }

  @Test
  @Requirement({"R4108-2.1.2.1-2", "R4108-1.2.3-1"})
  void oneSignerIsNamedByKeyIdentifier() throws MalformedException {
    assertThat(signer().version()).isEqualTo(3);
    String identifier = "9eeb67c9b95a74d44d2f16396680e801b5cba49c";
    assertThat(signer().id()).isEqualTo(new KeyIdentifier(HexFormat.of().parseHex(identifier)));
    assertThat(signer().digestAlgorithm().getAlgorithm())
        .isEqualTo(NISTObjectIdentifiers.id_sha256);
    assertThat(signer().signatureAlgorithm().getAlgorithm())
        .isIn(PKCSObjectIdentifiers.rsaEncryption, PKCSObjectIdentifiers.sha256WithRSAEncryption);
    assertThat(message().certificates()).isEmpty();
    assertThat(signer().unsignedAttributes().isEmpty()).isTrue();
  }

  @Test
  @Requirement({"R4108-2.2.4-1", "R4108-2.2.10-1"})
  void theAttributesAreReadAndTheIdentifierIsMissing() throws Exception {
    assertThat(signer().signedAttributes().attributes()).hasSize(4);
    FirmwareAttributes attributes = FirmwareAttributes.decode(signer().signedAttributes());
    assertThat(attributes.find(TargetHardwareIdentifiers.class))
        .contains(
            TargetHardwareIdentifiers.of(
                new ASN1ObjectIdentifier("1.3.6.1.4.1.221121.1.1.42"),
                new ASN1ObjectIdentifier("1.3.6.1.4.1.221121.1.1.48")));
    assertThat(attributes.find(FirmwarePackageIdentifier.class)).isEmpty();
    byte[] image = Objects.requireNonNull(message().octets());
    Octets digest = Octets.of(MessageDigest.getInstance("SHA-256").digest(image));
    assertThat(attributes.find(FirmwarePackageMessageDigest.class).orElseThrow().digest())
        .isEqualTo(digest);
    byte[] messageDigest =
        ASN1OctetString.getInstance(signer().signed(CmsOids.MESSAGE_DIGEST).orElseThrow())
            .getOctets();
    assertThat(HexFormat.of().formatHex(messageDigest))
        .startsWith("0097efb9")
        .endsWith("510a3fd6")
        .isEqualTo(HexFormat.of().formatHex(digest.bytes()));
  }

  @Test
  @Requirement({"S-50", "S-53"})
  void damageNeverEscapes() {
    byte[] vector = Vectors.shared("rfc4108-firmware-signed");
    int refused =
        Damage.everywhere(
            vector,
            damaged -> {
              for (SignerInfo signer : SignedContent.decode(damaged).signers()) {
                FirmwareAttributes.decode(signer.signedAttributes());
              }
            });
    assertThat(refused).isPositive();
  }
}
