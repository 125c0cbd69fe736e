package org.bequest.crypto.cms.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.bequest.conformance.Damage;
import org.bequest.conformance.Requirement;
import org.bequest.conformance.Vectors;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.crypto.cms.ContentCipher;
import org.bequest.crypto.cms.DigestAlgorithm;
import org.bequest.crypto.cms.Holder;
import org.bequest.crypto.cms.MessageOpener;
import org.bequest.crypto.cms.MessageSigner;
import org.bequest.crypto.cms.Recipient;
import org.bequest.crypto.cms.RecipientKey;
import org.bequest.crypto.cms.SignatureCheck.Fault;
import org.bequest.crypto.cms.Unpacked;
import org.bequest.crypto.secret.Secret;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Limits;
import org.bequest.formats.cms.CmsLimits;
import org.bequest.formats.cms.CmsOids;
import org.bequest.formats.cms.CompressedContent;
import org.bequest.formats.cms.Content;
import org.bequest.formats.cms.SignedContent;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.cert.X509CertificateHolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Damaged, endless and dishonest messages: nothing of them is released. */
class HostileStreamsTest {
  private static final byte[] TEXT = "text ".repeat(5).getBytes(StandardCharsets.US_ASCII);
  private static final byte[] ID = {1, 2, 3, 4};
  private static final Secret KEY = Secret.of(new byte[32]);
  private static final RecipientKey.Kek OWN = new RecipientKey.Kek(ID, KEY);
  private static final Holder SIGNER = Holder.of(KeyAlgorithm.P256);
  private static final List<X509CertificateHolder> KNOWN = List.of(SIGNER.certificate());
  private static final MessageSigner SILENT =
      new MessageSigner(SIGNER.signer().signer(), SIGNER.signer().id(), List.of());
  private static final String REFUSED = "refused";
  private static final Body LEAF = StreamedContent.of(CmsOids.FIRMWARE_PACKAGE, TEXT);

  private static byte[] written(Body body) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new ContentInfoBody(body).writeTo(out);
    return out.toByteArray();
  }

  private static Body signed(Body content) throws IOException {
    return SignedBody.sign(content, message -> message.by(SILENT));
  }

  private static Body sealed(Body content, ContentCipher cipher) {
    return EnvelopedBody.of(content, cipher, List.of(Recipient.of(ID, KEY)));
  }

  private static StreamUnpacked open(byte[] message, CmsLimits limits)
      throws IOException, MalformedException {
    return new StreamOpener(List.of(OWN), KNOWN, limits).open(Source.of(message));
  }

  private static StreamUnpacked open(Body body) throws IOException, MalformedException {
    return open(written(body), CmsLimits.STANDARD);
  }

  /** What came of it; which refusal it was does not matter. */
  private static String streamed(byte[] message) throws IOException {
    try {
      return open(message, CmsLimits.STANDARD) instanceof StreamUnpacked.Whole whole
          ? read(whole.leaf().type(), whole.leaf().open().readAllBytes())
          : REFUSED;
    } catch (MalformedException _) {
      return REFUSED;
    }
  }

  private static String inMemory(byte[] message) {
    try {
      MessageOpener opener = new MessageOpener(List.of(OWN), KNOWN);
      return opener.open(Content.decode(message)) instanceof Unpacked.Whole whole
          ? read(whole.leaf().type(), whole.leaf().octets())
          : REFUSED;
    } catch (MalformedException _) {
      return REFUSED;
    }
  }

  /** Elements in BER are written anew in memory, so only strings are compared. */
  private static String read(ASN1ObjectIdentifier type, byte[] octets) {
    boolean string = ContentInfoBody.OCTET_STRINGS.contains(type);
    return type + (string ? HexFormat.of().formatHex(octets) : "");
  }

  static Stream<byte[]> messages() throws IOException {
    return Stream.of(
        written(signed(LEAF)),
        written(sealed(LEAF, ContentCipher.AES_256_GCM)),
        written(sealed(LEAF, ContentCipher.AES_256_CBC)),
        written(EncryptedBody.of(LEAF, ContentCipher.AES_256_CBC, OWN)),
        written(CompressedBody.of(LEAF)),
        written(DigestedBody.of(LEAF, DigestAlgorithm.SHA256)),
        written(signed(EncryptedBody.of(CompressedBody.of(LEAF), ContentCipher.AES_256_CBC, KEY))),
        written(sealed(signed(LEAF), ContentCipher.AES_256_GCM)),
        inPieces());
  }

  /** By hand: a ContentInfo with an OCTET STRING in pieces in pieces, all without lengths. */
  private static byte[] inPieces() {
    return HexFormat.of()
        .parseHex(
            "3080 06092a864886f70d010701 a080 2480 040161 2480 04026263 2400 0000 2403040164"
                    .replace(" ", "")
                + "0400 0000 0000 0000".replace(" ", ""));
  }

  /** Both readers say the same of every damaged message. */
  @ParameterizedTest
  @MethodSource("messages")
  @Requirement({"S-50", "S-53"})
  void damageIsSeenAsInMemory(byte[] good) throws Exception {
    assertThat(streamed(good)).isNotEqualTo(REFUSED);
    int refused = 0;
    for (byte[] damaged : Damage.of(good).toList()) {
      String result = streamed(damaged);
      assertThat(result).as(HexFormat.of().formatHex(damaged)).isEqualTo(inMemory(damaged));
      refused += result.equals(REFUSED) ? 1 : 0;
    }
    assertThat(refused).isGreaterThan(good.length);
  }

  @Test
  void nothingIsReleasedBeforeTheSignatureIsGood() throws Exception {
    byte[] message = written(signed(LEAF));
    int at = indexOf(message, TEXT);
    assertThat(open(Damage.flipped(message, at + 3, 1), CmsLimits.STANDARD))
        .isInstanceOfSatisfying(
            StreamUnpacked.Stopped.class,
            stopped ->
                assertThat(stopped.why())
                    .isInstanceOfSatisfying(
                        Unpacked.Unverified.class,
                        u -> assertThat(u.why().fault()).isEqualTo(Fault.BAD_MESSAGE_DIGEST)));
    StreamedContent content = StreamOpener.contentInfo(Source.of(message), CmsLimits.STANDARD);
    assertThat(StreamedLayer.of(content, CmsLimits.STANDARD))
        .containsInstanceOf(SignedLayer.class)
        .hasValueSatisfying(layer -> assertThat(((SignedLayer) layer).frame().octets()).isEmpty());
  }

  private static int indexOf(byte[] whole, byte[] part) {
    int at = 0;
    while (!Arrays.equals(whole, at, at + part.length, part, 0, part.length)) {
      at++;
    }
    return at;
  }

  @Test
  void nothingIsReleasedBeforeTheTagIsGood() throws Exception {
    byte[] message = written(sealed(LEAF, ContentCipher.AES_256_GCM));
    byte[] last = Damage.flipped(message, message.length - 1, 1);
    assertThat(open(last, CmsLimits.STANDARD))
        .isEqualTo(new StreamUnpacked.Stopped(new Unpacked.Failed()));
  }

  /** What is in a ciphertext that nothing protects is not talked about. */
  @Test
  void whatComesOutOfAChangedCiphertextIsNotTalkedAbout() throws Exception {
    Body broken = StreamedContent.of(CmsOids.SIGNED_DATA, new byte[] {0x30, 0x03, 2, 1, 9});
    Body unsigned = SignedBody.sign(LEAF, message -> message);
    Body bomb = StreamedContent.of(CmsOids.COMPRESSED_DATA, bomb(17 << 20));
    for (Body inner : List.of(broken, unsigned, bomb)) {
      assertThat(open(sealed(inner, ContentCipher.AES_256_CBC)))
          .isEqualTo(new StreamUnpacked.Stopped(new Unpacked.Failed()));
    }
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> open(sealed(bomb, ContentCipher.AES_256_GCM)))
        .withMessageContaining("inflates to more than");
    assertThat(open(sealed(unsigned, ContentCipher.AES_256_GCM)))
        .isInstanceOfSatisfying(
            StreamUnpacked.Stopped.class,
            stopped -> assertThat(stopped.why()).isInstanceOf(Unpacked.Unverified.class));
  }

  private static byte[] bomb(int octets) {
    return CompressedContent.deflating(Content.data(new byte[octets])).encode().octets();
  }

  @Test
  @Requirement("S-50")
  void aBombStopsAtTheLimit() throws Exception {
    byte[] message = written(StreamedContent.of(CmsOids.COMPRESSED_DATA, bomb(8 << 20)));
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> open(message, CmsLimits.STANDARD))
        .withMessageContaining("200 times");
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> open(message, CmsLimits.STANDARD.withInflated(5 << 20, 5000)))
        .withMessageContaining("more than 5242880 octets");
    assertThat(open(message, CmsLimits.STANDARD.withInflated(8 << 20, 5000)))
        .isInstanceOf(StreamUnpacked.Whole.class);
  }

  @Test
  @Requirement("S-50")
  void theCallerSetsTheLimits() throws Exception {
    Limits small = new Limits(4000, 10, 200);
    CmsLimits few = new CmsLimits(small, 2, 1, 1, 1, 1, 2, 1, 1 << 20, 10);
    byte[] twice = written(signed(signed(LEAF)));
    assertThat(open(twice, few))
        .isEqualTo(new StreamUnpacked.Stopped(new Unpacked.Refused("more than 2 layers")));
    byte[] two = written(SignedBody.sign(LEAF, m -> m.by(SILENT).by(SILENT)));
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> open(two, few))
        .withMessageContaining("signers");
    Body big = StreamedContent.of(CmsOids.FIRMWARE_PACKAGE, new byte[100_000]);
    assertThat(open(written(signed(big)), few)).isInstanceOf(StreamUnpacked.Whole.class);
    CmsLimits tiny = new CmsLimits(new Limits(100, 10, 200), 2, 1, 1, 1, 1, 2, 1, 1 << 20, 10);
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> open(written(signed(LEAF)), tiny))
        .withMessageContaining("more than 100 octets");
  }

  /** Deeper than any stack: the walk notices before it gets there. */
  @Test
  @Requirement("S-50")
  void depthHasAnEnd() {
    for (String start : List.of("2480", "3080", "a080")) {
      byte[] deep =
          HexFormat.of().parseHex("308006092a864886f70d010701a080" + start.repeat(100_000));
      assertThatExceptionOfType(MalformedException.class)
          .isThrownBy(() -> open(deep, CmsLimits.STANDARD));
    }
  }

  @Test
  @Requirement("S-50")
  void fieldsAreCountedBeforeTheyAreKept() {
    for (String start : List.of("3080", "30803080")) {
      byte[] many =
          HexFormat.of()
              .parseHex("308006092a864886f70d010702a080" + start + "0500".repeat(1_000_000));
      assertThatExceptionOfType(MalformedException.class)
          .isThrownBy(() ->
              StreamedLayer.of(
                  new StreamedContent(
                      CmsOids.SIGNED_DATA,
                      many.length - 15,
                      Source.of(Arrays.copyOfRange(many, 15, many.length))),
                  CmsLimits.STANDARD))
          .withMessageContaining("fields");
    }
  }

  /** A length of exabytes costs nothing. */
  @Test
  @Requirement("S-50")
  void aLengthThatIsNotThereIsNoMemory() {
    for (String text :
        List.of(
            "3087fffffffffffff006092a864886f70d010701a087ffffffffffffd00487ffffffffffffb0616263",
            "308006092a864886f70d010702a0803087ffffffffffffb0020101",
            "308006092a864886f70d010702a080308002010131840fffffff00")) {
      assertThatExceptionOfType(MalformedException.class)
          .isThrownBy(() -> open(HexFormat.of().parseHex(text), CmsLimits.STANDARD));
    }
  }

  /** A file that is exchanged while it is read is an error of reading, not a message. */
  @Test
  void aChangeBetweenTwoPassesIsNoticed() throws Exception {
    byte[] message = written(EncryptedBody.of(LEAF, ContentCipher.AES_256_CBC, OWN));
    byte[][] now = {message};
    Source source = () -> new ByteArrayInputStream(now[0]);
    StreamUnpacked.Whole whole =
        (StreamUnpacked.Whole)
            new StreamOpener(List.of(OWN), KNOWN, CmsLimits.STANDARD).open(source);
    now[0] = Arrays.copyOf(message, message.length / 2);
    assertThatExceptionOfType(IOException.class).isThrownBy(() -> written(whole.leaf()));
  }

  @Test
  void aClosedLeafIsNotRead() throws Exception {
    for (Body body :
        List.of(
            sealed(CompressedBody.of(LEAF), ContentCipher.AES_128_GCM),
            EncryptedBody.of(signed(LEAF), ContentCipher.AES_256_CBC, OWN))) {
      StreamedContent leaf = ((StreamUnpacked.Whole) open(body)).leaf();
      assertThat(leaf.open().readAllBytes()).isEqualTo(TEXT);
      leaf.close();
      assertThatIllegalStateException().isThrownBy(leaf::open);
    }
    EnvelopedBody envelope = (EnvelopedBody) sealed(LEAF, ContentCipher.AES_256_GCM);
    envelope.close();
    assertThatIllegalStateException().isThrownBy(() -> written(envelope));
  }

  @Test
  void theVectorInBerIsRead() throws Exception {
    byte[] ber = Vectors.shared("cms-signed-ber");
    StreamedContent content = StreamOpener.contentInfo(Source.of(ber), CmsLimits.STANDARD);
    SignedLayer layer = (SignedLayer) StreamedLayer.of(content, CmsLimits.STANDARD).orElseThrow();
    SignedContent whole = SignedContent.decode(ber);
    assertThat(layer.frame().certificates()).isEqualTo(whole.certificates()).isNotEmpty();
    assertThat(layer.frame().signers()).hasSameSizeAs(whole.signers()).isNotEmpty();
    assertThat(layer.hasContent()).isTrue();
  }
}
