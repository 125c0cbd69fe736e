package org.bequest.formats.cms;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.bequest.conformance.Requirement;
import org.bequest.conformance.Some;
import org.bequest.formats.SomeAsn1;
import org.bequest.formats.TestKeys;
import org.bequest.formats.asn1.Der;
import org.bequest.formats.cms.EntityIdentifier.IssuerAndSerial;
import org.bequest.formats.cms.EntityIdentifier.KeyIdentifier;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.cms.AuthEnvelopedData;
import org.bouncycastle.asn1.cms.AuthenticatedData;
import org.bouncycastle.asn1.cms.CompressedData;
import org.bouncycastle.asn1.cms.DigestedData;
import org.bouncycastle.asn1.cms.EncryptedData;
import org.bouncycastle.asn1.cms.EnvelopedData;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.cert.X509CRLHolder;
import org.bouncycastle.cert.X509CertificateHolder;
import org.junit.jupiter.api.Test;

/** Layers of any values: what is written is read again, here and by the library's own classes. */
class LayerPropertyTest {
  private static final TestKeys KEYS = new TestKeys();
  private static final X509CertificateHolder CERTIFICATE = KEYS.certificate("CN=somebody", 7);

  private static final X509CRLHolder CRL = KEYS.crl("CN=somebody", 2);

  /** Layers, from a seed. */
  private record Layers(Some some, SomeAsn1 asn1) {

    static Layers of(Some some) {
      return new Layers(some, new SomeAsn1(some));
    }

    Attributes attributes() {
      return some.yes() ? Attributes.NONE : new Attributes(asn1.attributes());
    }

    EntityIdentifier id() {
      return some.either(
          () -> new KeyIdentifier(some.octets(1, 40)),
          () -> new IssuerAndSerial(asn1.name(), some.natural(160).add(BigInteger.ONE)));
    }

    List<RecipientInfo> recipients() {
      return some.list(1, 4, this::recipient);
    }

    RecipientInfo recipient() {
      return some.either(
          () -> new KeyTransRecipientInfo(id(), asn1.algorithm(), some.octets(0, 300)),
          () ->
              new KeyAgreeRecipientInfo(
                  asn1.key(), some.octets(0, 64), asn1.algorithm(), some.list(1, 3, this::wrapped)),
          () -> new KekRecipientInfo(some.octets(0, 30), asn1.algorithm(), some.octets(0, 40)),
          () -> new PasswordRecipientInfo(asn1.algorithm(), asn1.algorithm(), some.octets(0, 40)),
          () ->
              new KemRecipientInfo(
                  id(),
                  asn1.algorithm(),
                  some.octets(0, 300),
                  asn1.algorithm(),
                  some.number(1, 65535),
                  some.octets(0, 9),
                  asn1.algorithm(),
                  some.octets(0, 40)),
          () ->
              new KemRecipientInfo(
                  id(),
                  asn1.algorithm(),
                  some.octets(0, 300),
                  new KemRecipientInfo.Wrapping(
                      asn1.algorithm(), some.number(1, 65535), asn1.algorithm()),
                  some.octets(0, 40)));
    }

    KeyAgreeRecipientInfo.EncryptedKey wrapped() {
      return new KeyAgreeRecipientInfo.EncryptedKey(id(), some.octets(0, 40));
    }

    /** Of a type that says nothing about its octets. */
    EncryptedContentInfo encrypted() {
      return new EncryptedContentInfo(asn1.oid(), asn1.algorithm(), some.octets(0, 300));
    }

    SignerInfo signer() {
      EntityIdentifier id = id();
      return new SignerInfo(
          SignerInfo.versionFor(id),
          id,
          asn1.algorithm(),
          attributes(),
          asn1.algorithm(),
          some.octets(0, 300),
          attributes());
    }

    SignedContent signed() {
      SignedContent whole =
          new SignedContent(
              asn1.oid(),
              asn1.encoded().octets(),
              some.yes() ? List.of() : List.of(CERTIFICATE),
              some.yes() ? List.of() : List.of(CRL),
              some.list(0, 3, this::signer));
      return some.yes() ? whole : whole.detached();
    }

    EnvelopedContent enveloped() {
      return new EnvelopedContent(recipients(), encrypted(), attributes());
    }

    AuthEnvelopedContent authEnveloped() {
      return new AuthEnvelopedContent(
          recipients(),
          encrypted(),
          new Attributes(asn1.attributes()),
          some.octets(0, 20),
          attributes());
    }

    AuthenticatedContent authenticated() {
      return new AuthenticatedContent(
          recipients(),
          asn1.algorithm(),
          asn1.algorithm(),
          new Content(asn1.oid(), asn1.encoded().octets()),
          new Attributes(asn1.attributes()),
          some.octets(0, 40),
          attributes());
    }

    EncryptedContent encryptedOnly() {
      return new EncryptedContent(encrypted(), attributes());
    }

    Layer packageLayer() {
      return some.either(
          () -> new EncryptedKeyPackage(enveloped()),
          () -> new EncryptedKeyPackage(authEnveloped()),
          () -> new EncryptedKeyPackage(encryptedOnly()));
    }

    Content content() {
      return some.either(
          () -> Content.data(some.octets(0, 300)),
          () -> new Content(asn1.oid(), asn1.encoded().octets()));
    }
  }

  private static byte[] isReadAgain(Layer layer) throws Exception {
    byte[] encoded = layer.encode().encode();
    assertThat(Der.of(ASN1Primitive.fromByteArray(encoded))).isEqualTo(encoded);
    Layer read = Layer.of(Content.decode(encoded)).orElseThrow();
    assertThat(read).hasSameClassAs(layer);
    assertThat(read.encode().encode()).isEqualTo(encoded);
    return layer.encode().octets();
  }

  /** Every field of the library's reading, written by the library, makes the same octets. */
  private static void isReadByTheLibrary(byte[] octets, Function<Object, ASN1Encodable> type)
      throws Exception {
    assertThat(Der.of(type.apply(ASN1Primitive.fromByteArray(octets)))).isEqualTo(octets);
  }

  @Test
  @Requirement("S-53")
  void signed() {
    Some.check(some -> {
      SignedContent layer = Layers.of(some).signed();
      isReadByTheLibrary(isReadAgain(layer), SignedData::getInstance);
      SignedContent read = SignedContent.decode(layer.encode().encode());
      assertThat(read.contentType()).isEqualTo(layer.contentType());
      assertThat(read.octets()).isEqualTo(layer.octets());
      assertThat(read.signers()).hasSameSizeAs(layer.signers());
    });
  }

  @Test
  void encrypted() {
    Some.check(some -> {
      Layers layers = Layers.of(some);
      isReadByTheLibrary(isReadAgain(layers.enveloped()), EnvelopedData::getInstance);
      isReadByTheLibrary(isReadAgain(layers.authEnveloped()), AuthEnvelopedData::getInstance);
      isReadByTheLibrary(isReadAgain(layers.encryptedOnly()), EncryptedData::getInstance);
      isReadByTheLibrary(isReadAgain(layers.authenticated()), AuthenticatedData::getInstance);
      isReadAgain(layers.packageLayer());
    });
  }

  @Test
  void recipientsComeBackAsTheyWere() {
    Some.check(some -> {
      EnvelopedContent layer = Layers.of(some).enveloped();
      EnvelopedContent read = EnvelopedContent.decode(layer.encode().encode());
      assertThat(read.recipients())
          .extracting(Object::getClass)
          .containsExactlyInAnyOrderElementsOf(
              layer.recipients().stream().<Class<?>>map(Object::getClass).toList());
      assertThat(read.encrypted().octets()).isEqualTo(layer.encrypted().octets());
    });
  }

  @Test
  void withoutKeys() {
    Some.check(some -> {
      Layers layers = Layers.of(some);
      SomeAsn1 asn1 = layers.asn1();
      ASN1ObjectIdentifier type = asn1.oid();
      byte[] octets = some.octets(0, 300);
      isReadByTheLibrary(
          isReadAgain(new CompressedContent(asn1.algorithm(), type, octets)),
          CompressedData::getInstance);
      isReadByTheLibrary(
          isReadAgain(new DigestedContent(asn1.algorithm(), type, octets, some.octets(0, 64))),
          DigestedData::getInstance);
      isReadAgain(new ContentCollection(some.list(1, 4, layers::content)));
      isReadAgain(new ContentWithAttributes(layers.content(), new Attributes(asn1.attributes())));
    });
  }

  @Test
  void contentComesBackAsItWas() {
    Some.check(some -> {
      Content content = Layers.of(some).content();
      Content read = Content.decode(content.encode());
      assertThat(read.type()).isEqualTo(content.type());
      assertThat(read.octets()).isEqualTo(content.octets());
      assertThat(Optional.of(read).filter(c -> c.is(content.type()))).isPresent();
    });
  }
}
