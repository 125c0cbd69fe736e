package org.bequest.formats.cms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.Deflater;
import org.bequest.conformance.Damage;
import org.bequest.conformance.Requirement;
import org.bequest.conformance.Some;
import org.bequest.conformance.Vectors;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Der;
import org.bequest.formats.asn1.Limits;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.junit.jupiter.api.Test;

/** Compression (RFC 3274), digests (RFC 5652 section 7), collections and attributes (RFC 4073). */
class WrappersTest {
  private static final byte[] ABC = "abc".getBytes(StandardCharsets.US_ASCII);
  private static final Content DATA = Content.data(ABC);

  /** ContentInfo { id-data, [0] { OCTET STRING "abc" } }. */
  private static final String DATA_INFO = "301206092a864886f70d010701a0050403616263";

  /** The zlib stream is that of Python's zlib.compress(b'abc'). */
  private static final String COMPRESSED =
      "303f 060b2a864886f70d0109100109 a030 302e 020100 300d 060b2a864886f70d0109100308"
          + "301a 06092a864886f70d010701 a00d 040b 789c4b4c4a0600024d0127";

  private static final String COMPRESSED_WITH_NULL =
      "3041 060b2a864886f70d0109100109 a032 3030 020100 300f 060b2a864886f70d0109100308 0500"
          + "301a 06092a864886f70d010701 a00d 040b 789c4b4c4a0600024d0127";

  private static final String DIGESTED =
      "3055 06092a864886f70d010705 a048 3046 020100 300b 0609608648016503040201"
          + "3012 06092a864886f70d010701 a005 0403616263"
          + "0420 ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  private static final String COLLECTION =
      "3039 060b2a864886f70d0109100113 a02a 3028" + DATA_INFO + DATA_INFO;

  /** The attributes stand in an order that no SET in DER has. */
  private static final String WITH_ATTRIBUTES =
      "303f 060b2a864886f70d0109100114 a030 302e"
          + DATA_INFO
          + "3018 300a 06032a0304 3103 040178 300a 06032a0303 3103 0c0179";

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text.replace(" ", ""));
  }

  @Test
  void compressedDataByHand() throws Exception {
    for (String message : List.of(COMPRESSED, COMPRESSED_WITH_NULL)) {
      CompressedContent read = CompressedContent.decode(hex(message));
      assertThat(read.isZlib()).isTrue();
      Content inner = read.inflated(CmsLimits.STANDARD);
      assertThat(inner.type()).isEqualTo(CmsOids.DATA);
      assertThat(inner.octets()).isEqualTo(ABC);
      assertThat(read.encode().encode()).isEqualTo(hex(message));
      Damage.everyTruncationIsRefused(hex(message), CompressedContent::decode);
    }
  }

  /** RFC 3274 section 1.1 prints it: the parameters are left out. */
  @Test
  void theAlgorithmIsWrittenAsTheStandardPrintsIt() {
    assertThat(Der.of(CompressedContent.ZLIB)).isEqualTo(hex("300D060B2A864886F70D0109100308"));
    assertThat(CompressedContent.deflating(DATA).algorithm()).isEqualTo(CompressedContent.ZLIB);
  }

  @Test
  void digestedDataByHand() throws Exception {
    DigestedContent read = DigestedContent.decode(hex(DIGESTED));
    assertThat(read.digestAlgorithm().getAlgorithm()).isEqualTo(NISTObjectIdentifiers.id_sha256);
    assertThat(read.contentType()).isEqualTo(CmsOids.DATA);
    assertThat(read.octets()).isEqualTo(ABC);
    assertThat(read.digest()).hasSize(32);
    assertThat(read.encode().encode()).isEqualTo(hex(DIGESTED));
    Damage.everyTruncationIsRefused(hex(DIGESTED), DigestedContent::decode);
  }

  @Test
  void collectionsByHand() throws Exception {
    ContentCollection read = ContentCollection.decode(hex(COLLECTION));
    assertThat(read.members()).hasSize(2);
    assertThat(read.members())
        .allSatisfy(member -> assertThat(member.encode()).isEqualTo(hex(DATA_INFO)));
    assertThat(read.encode().encode()).isEqualTo(hex(COLLECTION));
    Damage.everyTruncationIsRefused(hex(COLLECTION), ContentCollection::decode);
  }

  @Test
  void contentWithAttributesByHand() throws Exception {
    ContentWithAttributes read = ContentWithAttributes.decode(hex(WITH_ATTRIBUTES));
    assertThat(read.content().octets()).isEqualTo(ABC);
    assertThat(read.attributes().attributes())
        .extracting(a -> a.getAttrType().getId())
        .containsExactly("1.2.3.4", "1.2.3.3");
    assertThat(read.attributes().single(new ASN1ObjectIdentifier("1.2.3.3")))
        .contains(new DERUTF8String("y"));
    assertThat(read.encode().encode()).isEqualTo(hex(WITH_ATTRIBUTES));
    Damage.everyTruncationIsRefused(hex(WITH_ATTRIBUTES), ContentWithAttributes::decode);
  }

  /** RFC 4073 sections 2 and 3: SIZE (1..MAX). */
  @Test
  void nothingAtAllIsRefused() {
    refused("3011 060b2a864886f70d0109100113 a002 3000", "/ContentCollection");
    refused("3027 060b2a864886f70d0109100114 a018 3016" + DATA_INFO + "3000", "/attrs");
    assertThatIllegalArgumentException().isThrownBy(() -> new ContentCollection(List.of()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ContentWithAttributes(DATA, Attributes.NONE));
  }

  private static void refused(String message, String path) {
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> Layer.of(Content.decode(hex(message))))
        .withMessageContaining(path);
  }

  /** RFC 3274 section 1.1: the version is 0. */
  @Test
  void otherVersionsAreRefused() {
    refused(COMPRESSED.replace("020100", "020102"), "/CompressedData");
    refused(DIGESTED.replace("020100", "020103"), "/DigestedData");
  }

  @Test
  void theVectorInflates() throws Exception {
    CompressedContent read = CompressedContent.decode(Vectors.shared("cms-compressed-data"));
    assertThat(read.algorithm().getParameters()).isNull();
    assertThat(read.isZlib()).isTrue();
    assertThat(new String(read.inflated(CmsLimits.STANDARD).octets(), StandardCharsets.US_ASCII))
        .startsWith("Lorem ipsum");
  }

  private static CompressedContent holding(byte[] zlib) {
    return new CompressedContent(CompressedContent.ZLIB, CmsOids.DATA, zlib);
  }

  private static void doesNotInflate(CompressedContent compressed, CmsLimits limits, String why) {
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> compressed.inflated(limits))
        .withMessageContaining(why);
  }

  @Test
  void whatIsNoWholeZlibStreamIsRefused() {
    byte[] good = hex("789c4b4c4a0600024d0127");
    for (int length = 0; length < good.length; length++) {
      doesNotInflate(holding(Arrays.copyOf(good, length)), CmsLimits.STANDARD, "zlib");
    }
    doesNotInflate(holding(Arrays.copyOf(good, 12)), CmsLimits.STANDARD, "follow");
    doesNotInflate(holding(Damage.flipped(good, 10, 1)), CmsLimits.STANDARD, "broken");
    doesNotInflate(holding(hex("78bb024d01274b4c4a060000")), CmsLimits.STANDARD, "zlib");
    byte[] raw = Arrays.copyOfRange(good, 2, good.length - 4);
    doesNotInflate(holding(raw), CmsLimits.STANDARD, "broken");
    doesNotInflate(
        new CompressedContent(CompressedContent.ZLIB, CmsOids.DATA, null),
        CmsLimits.STANDARD,
        "eContent");
    AlgorithmIdentifier other = new AlgorithmIdentifier(new ASN1ObjectIdentifier("1.2.3"));
    doesNotInflate(
        new CompressedContent(other, CmsOids.DATA, good), CmsLimits.STANDARD, "Algorithm");
    AlgorithmIdentifier odd =
        new AlgorithmIdentifier(CmsOids.ZLIB_COMPRESS, new DEROctetString(good));
    doesNotInflate(new CompressedContent(odd, CmsOids.DATA, good), CmsLimits.STANDARD, "Algorithm");
  }

  /** Zeros without end, in a stream whose first octets are all that is ever looked at. */
  private static byte[] bomb(int octets) {
    Deflater deflater = new Deflater();
    deflater.setInput(new byte[octets]);
    deflater.finish();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] buffer = new byte[8192];
    while (!deflater.finished()) {
      out.write(buffer, 0, deflater.deflate(buffer));
    }
    deflater.end();
    return out.toByteArray();
  }

  @Test
  @Requirement("S-50")
  void aBombStopsAtTheLimit() throws Exception {
    byte[] small = bomb(1 << 20);
    assertThat(holding(small).inflated(CmsLimits.STANDARD).octets()).hasSize(1 << 20);
    doesNotInflate(holding(bomb((1 << 20) + 8192)), CmsLimits.STANDARD, "200 times");
    CmsLimits anyRatio = CmsLimits.STANDARD.withInflated(16 << 20, 10_000);
    doesNotInflate(holding(bomb((16 << 20) + 1)), anyRatio, "more than 16777216 octets");
    doesNotInflate(
        holding(small), CmsLimits.STANDARD.withInflated(1000, 200), "more than 1000 octets");
  }

  /** RFC 4073 section 4: several levels of encapsulation. */
  @Test
  void anythingNestsInAnything() {
    Some.check(some -> {
      Content content = some(some, 4);
      byte[] encoded = content.encode();
      Content read = Content.decode(encoded);
      assertThat(read.encode()).isEqualTo(encoded);
      assertThat(Layer.of(read).orElseThrow().encode().encode()).isEqualTo(encoded);
    });
  }

  private static Content some(Some some, int depth) {
    Content inner =
        depth == 0 || some.yes() ? Content.data(some.octets(0, 300)) : some(some, depth - 1);
    Attributes attributes =
        new Attributes(
            some.list(
                1,
                3,
                () ->
                    Attributes.attribute(
                        new ASN1ObjectIdentifier(some.oid()), new DERUTF8String(some.text(0, 9)))));
    Layer layer =
        some.either(
            () -> CompressedContent.deflating(inner),
            () ->
                new DigestedContent(
                    CompressedContent.ZLIB, inner.type(), inner.octets(), some.octets(0, 64)),
            () -> new ContentCollection(some.list(1, 4, () -> inner)),
            () -> new ContentWithAttributes(inner, attributes));
    return layer.encode();
  }

  @Test
  void theCallerSetsTheLimits() throws Exception {
    Content two = ContentCollection.decode(hex(COLLECTION)).encode();
    CmsLimits one = new CmsLimits(new Limits(1000, 10, 100), 8, 1, 1, 1, 1, 1, 1, 1000, 10);
    assertThat(Layer.of(two)).isPresent();
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> Layer.of(two, one))
        .withMessageContaining("members");
    Content attributes = ContentWithAttributes.decode(hex(WITH_ATTRIBUTES)).encode();
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> Layer.of(attributes, one))
        .withMessageContaining("attributes");
    CmsLimits tiny = new CmsLimits(new Limits(20, 10, 100), 8, 1, 1, 1, 1, 1, 1, 1000, 10);
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> Layer.of(two, tiny))
        .withMessageContaining("20 octets");
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> Content.decode(hex(COLLECTION), tiny));
  }
}
