package org.bequest.crypto.cms.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.bequest.conformance.Some;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.crypto.cms.ContentCipher;
import org.bequest.crypto.cms.DigestAlgorithm;
import org.bequest.crypto.cms.Holder;
import org.bequest.crypto.cms.MessageOpener;
import org.bequest.crypto.cms.Recipient;
import org.bequest.crypto.cms.RecipientKey;
import org.bequest.crypto.cms.SignatureCheck.Fault;
import org.bequest.crypto.cms.SignaturePolicy;
import org.bequest.crypto.cms.SignedMessage;
import org.bequest.crypto.cms.SignerKeys;
import org.bequest.crypto.cms.Unpacked;
import org.bequest.crypto.secret.Secret;
import org.bequest.formats.asn1.Asn1;
import org.bequest.formats.asn1.Limits;
import org.bequest.formats.cms.Attributes;
import org.bequest.formats.cms.CmsLimits;
import org.bequest.formats.cms.CmsMediaType;
import org.bequest.formats.cms.CmsOids;
import org.bequest.formats.cms.CompressedContent;
import org.bequest.formats.cms.Content;
import org.bequest.formats.cms.EncryptedContent;
import org.bequest.formats.cms.SignerInfo;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.cms.Attribute;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every layer is written in pieces, and read back both in pieces and in memory. */
class StreamedMessageTest {
  private static final Limits ANY = new Limits(1 << 24, 40, 100_000);
  private static final CmsLimits LIMITS = CmsLimits.STANDARD;
  private static final byte[] ID = {1, 2, 3, 4};
  private static final Secret KEY = Secret.of(new byte[32]);
  private static final RecipientKey.Kek OWN = new RecipientKey.Kek(ID, KEY);
  private static final List<Recipient> RECIPIENTS = List.of(Recipient.of(ID, KEY));

  private final Holder signer = Holder.of(KeyAlgorithm.P256);

  private static byte[] written(Body message) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    message.writeTo(out);
    assertThat(out.size()).isEqualTo(message.length());
    return out.toByteArray();
  }

  private Body signed(Body content) throws IOException {
    return SignedBody.sign(content, message -> message.by(signer.signer()));
  }

  private void assertReadBack(Body body, byte[] content, String layers) throws Exception {
    byte[] message = written(new ContentInfoBody(body));
    Asn1.checkDer(message, ANY);
    StreamOpener streaming = new StreamOpener(List.of(OWN), List.of(), LIMITS);
    assertThat(streaming.open(Source.of(message)))
        .isInstanceOfSatisfying(
            StreamUnpacked.Whole.class,
            whole -> {
              assertThat(whole.mediaType().encapsulatingContent()).hasToString(layers);
              assertThat(whole.leaf().length()).isEqualTo(content.length);
              assertThat(whole.leaf()).satisfies(l -> assertThat(written(l)).isEqualTo(content));
            });
    assertThat(new MessageOpener(List.of(OWN), List.of()).open(Content.decode(message)))
        .isInstanceOfSatisfying(
            Unpacked.Whole.class,
            whole -> {
              assertThat(whole.mediaType().encapsulatingContent()).hasToString(layers);
              assertThat(whole.leaf().octets()).isEqualTo(content);
            });
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 15, 16, 17, 127, 128, 255, 256, 65_535, 65_536, 300_001})
  void everyLayerIsReadBack(int length) throws Exception {
    byte[] content = bytes(length);
    Body leaf = leaf(length);
    assertReadBack(signed(leaf), content, "[signedData]");
    assertReadBack(CompressedBody.of(leaf), content, "[compressedData]");
    assertReadBack(DigestedBody.of(leaf, DigestAlgorithm.SHA512), content, "[digestData]");
    assertReadBack(
        EncryptedBody.of(leaf, ContentCipher.AES_256_CBC, OWN), content, "[encryptedData]");
    for (ContentCipher cipher : List.of(ContentCipher.AES_192_CBC, ContentCipher.AES_256_GCM)) {
      try (EnvelopedBody enveloped = EnvelopedBody.of(signed(leaf), cipher, RECIPIENTS)) {
        String name = cipher.isAuthenticated() ? "authEnvelopedData" : "envelopedData";
        assertReadBack(enveloped, content, "[" + name + ", signedData]");
        assertReadBack(signed(enveloped), content, "[signedData, " + name + ", signedData]");
      }
    }
    assertReadBack(
        signed(EncryptedBody.of(CompressedBody.of(leaf), ContentCipher.AES_256_CBC, KEY)),
        content,
        "[signedData, encryptedData, compressedData]");
  }

  /** RFC 4108 section 2.2.6: whoever passes a package on may wrap its key for the receiver. */
  @Test
  void unsignedAttributesAreExchangedWithoutSigningAnew() throws Exception {
    EncryptedBody closed = EncryptedBody.of(leaf(70_000), ContentCipher.AES_256_CBC, KEY);
    byte[] first =
        written(
            new ContentInfoBody(
                SignedBody.sign(
                    closed, m -> m.by(signer.signer()).unsignedAttribute(attribute("for one")))));
    SignedLayer layer = (SignedLayer) layer(StreamOpener.contentInfo(Source.of(first), LIMITS));
    SignerInfo info = layer.frame().signers().getFirst();
    assertThat(info.unsignedAttributes().attributes()).containsExactly(attribute("for one"));
    SignerInfo other = info.withUnsigned(Attributes.of(attribute("for another")));
    SignedBody second = SignedBody.of(content(layer), layer.frame().with(List.of(other)));
    assertThat(second.signed().signers()).containsExactly(other);
    byte[] message = written(new ContentInfoBody(second));
    assertThat(message).hasSize(first.length + 4);
    assertReadBack(second, bytes(70_000), "[signedData, encryptedData]");
  }

  private static StreamedLayer layer(StreamedContent content) throws Exception {
    return StreamedLayer.of(content, LIMITS).orElseThrow();
  }

  private StreamedContent content(SignedLayer layer) throws Exception {
    SignerKeys keys = SignerKeys.in(layer.frame());
    assertThat(layer.verify(SignerKeys.of(List.of()), SignaturePolicy.STRONG))
        .isInstanceOf(StreamedCheck.Refused.class);
    return ((StreamedCheck.Verified) layer.verify(keys, SignaturePolicy.STRONG)).content();
  }

  /** A caller who has to look at what was signed before it decrypts. */
  @Test
  void layersAreOpenedOneByOne() throws Exception {
    Body packed = CompressedBody.of(leaf(70_000));
    EncryptedBody closed = EncryptedBody.of(packed, ContentCipher.AES_256_CBC, KEY);
    byte[] message = written(new ContentInfoBody(signed(closed)));
    StreamedContent outer = StreamOpener.contentInfo(Source.of(message), LIMITS);
    assertThat(outer.is(CmsOids.SIGNED_DATA)).isTrue();
    ClosedLayer encrypted = (ClosedLayer) layer(content((SignedLayer) layer(outer)));
    assertThat(encrypted.frame())
        .isInstanceOfSatisfying(
            EncryptedContent.class,
            frame -> {
              assertThat(frame.encrypted().algorithm()).isEqualTo(closed.info().algorithm());
              assertThat(frame.encrypted().contentType()).isEqualTo(CmsOids.COMPRESSED_DATA);
              assertThat(frame.encrypted().octets()).isEmpty();
            });
    assertThat(encrypted.open(List.of())).isEqualTo(new StreamedOpening.NotForUs());
    RecipientKey.Kek wrong = new RecipientKey.Kek(ID, Secret.of(new byte[16]));
    assertThat(encrypted.open(List.of(wrong))).isEqualTo(new StreamedOpening.Failed());
    StreamedContent inner = ((StreamedOpening.Opened) encrypted.open(List.of(OWN))).content();
    ClosedLayer compressed = (ClosedLayer) layer(inner);
    StreamedContent leaf = ((StreamedOpening.Opened) compressed.open(List.of())).content();
    assertThat(leaf.type()).isEqualTo(CmsOids.FIRMWARE_PACKAGE);
    assertThat(leaf.length()).isEqualTo(70_000);
    assertThat(StreamedLayer.of(leaf, LIMITS)).isEmpty();
  }

  /** A detached signature, and ciphertext that is somewhere else. */
  @Test
  void layersWithoutContentAreSaidToBeSo() throws Exception {
    byte[] detached = SignedMessage.of(new Digests(leaf(1))).by(signer.signer()).sign().encode();
    SignedLayer layer = (SignedLayer) layer(StreamOpener.contentInfo(Source.of(detached), LIMITS));
    assertThat(layer.hasContent()).isFalse();
    assertThat(layer.verify(SignerKeys.in(layer.frame()), SignaturePolicy.STRONG))
        .isInstanceOfSatisfying(
            StreamedCheck.Refused.class,
            refused -> assertThat(refused.why().fault()).isEqualTo(Fault.MISSING_CONTENT));
    byte[] empty =
        new CompressedContent(CompressedContent.ZLIB, CmsOids.DATA, null).encode().encode();
    ClosedLayer closed = (ClosedLayer) layer(StreamOpener.contentInfo(Source.of(empty), LIMITS));
    assertThat(closed.hasContent()).isFalse();
    assertThat(closed.open(List.of())).isInstanceOf(StreamedOpening.Refused.class);
  }

  @Test
  void severalSignersUseSeveralHashes() throws Exception {
    Holder other = Holder.of(KeyAlgorithm.P521);
    Holder third = Holder.of(KeyAlgorithm.RSA_2048);
    Body body =
        SignedBody.sign(
            leaf(1000), m -> m.by(signer.signer()).by(other.signer()).by(third.signer()));
    assertReadBack(body, bytes(1000), "[signedData]");
  }

  @Test
  void whatCannotBeStreamedIsNotTried() {
    Secret shortKey = Secret.of(new byte[16]);
    for (ContentCipher cipher :
        List.of(ContentCipher.AES_256_WRAP_PAD, ContentCipher.AES_256_GCM)) {
      assertThatIllegalArgumentException().isThrownBy(() -> EncryptedBody.of(leaf(1), cipher, KEY));
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EncryptedBody.of(leaf(1), ContentCipher.AES_256_CBC, shortKey));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EnvelopedBody.of(leaf(1), ContentCipher.AES_256_GCM, List.of()));
  }

  /** Lengths on both sides of each form that DER has for them. */
  @ParameterizedTest
  @CsvSource({
    "0, 3000",
    "127, 307f",
    "128, 308180",
    "255, 3081ff",
    "256, 30820100",
    "65535, 3082ffff",
    "65536, 3083010000",
    "4294967295, 3084ffffffff",
    "4294967296, 30850100000000",
    "1099511627775, 3085ffffffffff"
  })
  void lengthsAreAsShortAsCanBe(long length, String header) {
    assertThat(Lengths.header(0x30, length)).isEqualTo(HexFormat.of().parseHex(header));
  }

  /** RFC 4073 section 4 asks for several levels; any layer may lie in any other. */
  @Test
  void anythingNestsInAnything() {
    Some.check(some -> {
      byte[] content = some.octets(0, 300);
      Body body = StreamedContent.of(CmsOids.FIRMWARE_PACKAGE, content);
      List<String> layers = new ArrayList<>();
      for (int depth = some.number(1, 5); depth > 0; depth--) {
        body = around(body, some.number(0, 5));
        layers.addFirst(
            CmsMediaType.of(List.of(body.type()), CmsOids.DATA).encapsulatingContent().getFirst());
      }
      assertReadBack(body, content, layers.toString());
    });
  }

  private Body around(Body content, int kind) throws IOException {
    return switch (kind) {
      case 0 -> signed(content);
      case 1 -> CompressedBody.of(content);
      case 2 -> DigestedBody.of(content, DigestAlgorithm.SHA384);
      case 3 -> EncryptedBody.of(content, ContentCipher.AES_256_CBC, OWN);
      case 4 -> EnvelopedBody.of(content, ContentCipher.AES_128_CBC, RECIPIENTS);
      default -> EnvelopedBody.of(content, ContentCipher.AES_192_GCM, RECIPIENTS);
    };
  }

  /** What a message costs: passes over it, of which those for fields alone jump over content. */
  @Test
  void passesAreFew() throws Exception {
    byte[] message =
        written(
            new ContentInfoBody(
                signed(EncryptedBody.of(leaf(1 << 20), ContentCipher.AES_256_CBC, KEY))));
    AtomicLong octets = new AtomicLong();
    Source counted = () -> new Counted(new ByteArrayInputStream(message), octets);
    StreamOpener opener = new StreamOpener(List.of(OWN), List.of(), LIMITS);
    StreamUnpacked.Whole whole = (StreamUnpacked.Whole) opener.open(counted);
    assertThat(octets.get()).isBetween(2L << 20, (2L << 20) + 10_000);
    assertThat(written(whole.leaf())).hasSize(1 << 20);
    assertThat(octets.get()).isBetween(3L << 20, (3L << 20) + 10_000);
  }

  private static final class Counted extends FilterInputStream {
    private final AtomicLong octets;

    Counted(InputStream in, AtomicLong octets) {
      super(in);
      this.octets = octets;
    }

    @Override
    public int read() throws IOException {
      octets.incrementAndGet();
      return super.read();
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int count = super.read(buffer, offset, length);
      octets.addAndGet(Math.max(count, 0));
      return count;
    }
  }

  private static Attribute attribute(String text) {
    return Attributes.attribute(new ASN1ObjectIdentifier("1.2.3.4"), new DERUTF8String(text));
  }

  private static byte[] bytes(int length) {
    byte[] content = new byte[length];
    new Random(length).nextBytes(content);
    return content;
  }

  private static Body leaf(int length) {
    return StreamedContent.of(CmsOids.FIRMWARE_PACKAGE, bytes(length));
  }
}
