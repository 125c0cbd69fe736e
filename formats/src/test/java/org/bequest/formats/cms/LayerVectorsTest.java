package org.bequest.formats.cms;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.bequest.conformance.Damage;
import org.bequest.conformance.Requirement;
import org.bequest.conformance.Vectors;
import org.bequest.formats.asn1.Der;
import org.bequest.formats.cms.EntityIdentifier.IssuerAndSerial;
import org.bequest.formats.wire.MediaType;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The vectors of public projects say what their index says of them. */
class LayerVectorsTest {
  @Test
  void keyTransport() throws Exception {
    EnvelopedContent message = EnvelopedContent.decode(Vectors.shared("cms-enveloped-ktri"));
    assertThat(message.recipients())
        .singleElement()
        .isInstanceOfSatisfying(
            KeyTransRecipientInfo.class,
            info -> {
              assertThat(info.version()).isZero();
              assertThat(info.id()).isInstanceOf(EntityIdentifier.IssuerAndSerial.class);
              assertThat(info.algorithm().getAlgorithm())
                  .isEqualTo(PKCSObjectIdentifiers.rsaEncryption);
            });
    assertThat(message.encrypted().algorithm().getAlgorithm())
        .isEqualTo(NISTObjectIdentifiers.id_aes256_CBC);
  }

  @Test
  void keyAgreement() throws Exception {
    EnvelopedContent message = EnvelopedContent.decode(Vectors.shared("cms-enveloped-kari"));
    assertThat(message.recipients())
        .singleElement()
        .isInstanceOfSatisfying(
            KeyAgreeRecipientInfo.class,
            info -> {
              assertThat(info.version()).isEqualTo(3);
              assertThat(info.algorithm().getAlgorithm()).hasToString("1.3.133.16.840.63.0.2");
              assertThat(info.originatorKey()).isNotNull();
              assertThat(info.originatorKey().getAlgorithm().getParameters()).isNull();
              assertThat(info.originatorKey().getPublicKeyData().getOctets()).hasSize(97);
            });
  }

  @Test
  void authEnvelopedData() throws Exception {
    AuthEnvelopedContent message =
        AuthEnvelopedContent.decode(Vectors.shared("rfc5083-auth-enveloped-data-contentinfo"));
    assertThat(message.mac()).hasSize(12);
    assertThat(message.authenticated().isEmpty()).isTrue();
    assertThat(message.encrypted().contentType()).isEqualTo(CmsOids.DATA);
    assertThat(message.encrypted().algorithm().getAlgorithm())
        .isEqualTo(NISTObjectIdentifiers.id_aes256_GCM);
    assertThat(message.unauthenticated().attributes())
        .singleElement()
        .satisfies(a -> assertThat(a.getAttrType()).hasToString("1.2.840.113549.1.9.16.2.4"));
  }

  @Test
  @Requirement({"R6032-2-1", "R6032-2-10", "R6032-3-2", "R6032-3-3"})
  void encryptedKeyPackage() throws Exception {
    EncryptedKeyPackage message =
        EncryptedKeyPackage.decode(Vectors.shared("rfc6032-encrypted-key-package-encrypted"));
    assertThat(message.layer())
        .isInstanceOfSatisfying(
            EncryptedContent.class,
            encrypted -> {
              assertThat(encrypted.encrypted().contentType())
                  .isEqualTo(CmsOids.ENCRYPTED_KEY_PACKAGE);
              assertThat(encrypted.encrypted().algorithm().getAlgorithm())
                  .isEqualTo(NISTObjectIdentifiers.id_aes256_CBC);
            });
    byte[] octets = message.encode().octets();
    assertThat(HexFormat.of().formatHex(octets)).startsWith("3081f5" + "020102");
    assertThat(message.contentDecryptionKeyId())
        .contains("ptf-kdc-812374".getBytes(StandardCharsets.US_ASCII));
  }

  @Test
  @Requirement({"R7193-3-1", "R7193-2-7"})
  void theOctetsDecideAndNotTheHeader() throws Exception {
    CmsMediaType header =
        CmsMediaType.decode(
            MediaType.parse(
                "application/cms; encapsulatingContent=encryptedData;"
                    + " innerContent=TAMP-statusResponse"));
    Content content = Content.decode(Vectors.shared("rfc7193-example-body"));
    EnvelopedContent body = EnvelopedContent.of(content);
    assertThat(body.encrypted().contentType()).isEqualTo(CmsOids.DATA);
    assertThat(body.encrypted().algorithm().getAlgorithm())
        .isEqualTo(NISTObjectIdentifiers.id_aes128_CBC);
    IssuerAndSerial goodCa =
        new IssuerAndSerial(
            new X500Name("C=US,O=Test Certificates 2011,CN=Good CA"), BigInteger.ONE);
    assertThat(body.recipients())
        .singleElement()
        .isInstanceOfSatisfying(
            KeyTransRecipientInfo.class, ktri -> assertThat(ktri.id()).isEqualTo(goodCa));
    assertThat(content.octets()).startsWith(0x30, 0x82, 0x05, 0x1a, 0x02, 0x01, 0x00);
    CmsMediaType truth = CmsMediaType.of(List.of(body.type()), body.encrypted().contentType());
    assertThat(header.agreesWith(truth)).isFalse();
    assertThat(truth.encapsulatingContent()).containsExactly("envelopedData");
  }

  @Test
  void signedDataInBerHasTheSameContentsAsInDer() throws Exception {
    byte[] ber = Vectors.shared("cms-signed-ber");
    byte[] der = Der.of(ASN1Primitive.fromByteArray(ber));
    assertThat(der).isNotEqualTo(ber);
    SignedContent first = SignedContent.decode(ber);
    SignedContent second = SignedContent.decode(der);
    assertThat(first.octets()).isEqualTo(second.octets()).isNotEmpty();
    assertThat(first.certificates()).isEqualTo(second.certificates()).isNotEmpty();
    assertThat(first.encode().encode()).isEqualTo(second.encode().encode());
  }

  @Test
  void firmwareIsRawOctets() throws Exception {
    SignedContent message = SignedContent.decode(Vectors.shared("rfc4108-firmware-signed"));
    assertThat(message.contentType()).isEqualTo(CmsOids.FIRMWARE_PACKAGE);
    assertThat(message.octets()).hasSize(512).startsWith(0xde, 0x7b, 0x6a, 0x3e);
    assertThat(message.certificates()).isEmpty();
    assertThat(message.signers())
        .singleElement()
        .satisfies(s -> assertThat(s.id()).hasToString("9eeb67c9b95a74d44d2f16396680e801b5cba49c"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cms-enveloped-kari",
        "rfc5083-auth-enveloped-data-contentinfo",
        "rfc6032-encrypted-key-package-encrypted",
        "rfc7191-key-package-receipt-signed"
      })
  void damageIsRefusedOrReadAsSomethingElse(String vector) {
    byte[] good = Vectors.shared(vector);
    int refused =
        Damage.everywhere(good, octets -> Layer.of(Content.decode(octets)).ifPresent(Layer::type));
    assertThat(refused).isGreaterThan(good.length);
  }
}
