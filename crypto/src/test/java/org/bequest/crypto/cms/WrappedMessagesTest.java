package org.bequest.crypto.cms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.bequest.conformance.Requirement;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.crypto.secret.Secret;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Limits;
import org.bequest.formats.cms.Attributes;
import org.bequest.formats.cms.CmsLimits;
import org.bequest.formats.cms.CmsOids;
import org.bequest.formats.cms.CompressedContent;
import org.bequest.formats.cms.Content;
import org.bequest.formats.cms.ContentCollection;
import org.bequest.formats.cms.ContentWithAttributes;
import org.bequest.formats.cms.DigestedContent;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.cms.CMSCompressedData;
import org.bouncycastle.cms.CMSCompressedDataGenerator;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.jcajce.ZlibCompressor;
import org.bouncycastle.cms.jcajce.ZlibExpanderProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Compression, digests, collections and attributes among the layers of a message. */
class WrappedMessagesTest {
  private static final byte[] TEXT = "text ".repeat(1000).getBytes(StandardCharsets.US_ASCII);
  private static final Content DATA = Content.data(TEXT);
  private static final byte[] ID = {1, 2, 3, 4};
  private static final Secret KEY = Secret.of(new byte[32]);
  private static final RecipientKey.Kek OWN = new RecipientKey.Kek(ID, KEY);
  private static final Attributes MARK =
      Attributes.of(Attributes.attribute(CmsOids.CONTENT_TYPE, new DERUTF8String("mark")));

  private final Holder signer = Holder.of(KeyAlgorithm.P256);

  private Content signed(Content content) {
    return SignedMessage.sign(content, signer.signer());
  }

  private static Content encrypted(Content content, ContentCipher cipher) {
    return EnvelopedMessage.encrypt(content, cipher, List.of(Recipient.of(ID, KEY)));
  }

  private static Unpacked open(Content message) throws MalformedException {
    return new MessageOpener(List.of(OWN), List.of()).open(Content.decode(message.encode()));
  }

  private static Unpacked open(Content message, CmsLimits limits) throws MalformedException {
    return new MessageOpener(List.of(OWN), List.of(), limits).open(message);
  }

  /** RFC 4073 section 4: several levels of encapsulation. */
  @Test
  void everyWrapperIsOneMoreLayer() throws Exception {
    Content compressed = CompressedContent.deflating(DATA).encode();
    Content digested = DigestedMessage.digest(compressed, DigestAlgorithm.SHA384);
    Content marked = new ContentWithAttributes(signed(digested), MARK).encode();
    assertThat(open(encrypted(marked, ContentCipher.AES_256_GCM)))
        .isInstanceOfSatisfying(
            Unpacked.Whole.class,
            whole -> {
              assertThat(whole.leaf().octets()).isEqualTo(TEXT);
              assertThat(whole.mediaType().encapsulatingContent())
                  .containsExactly(
                      "authEnvelopedData",
                      "contentWithAttrs",
                      "signedData",
                      "digestData",
                      "compressedData");
              assertThat(whole.layers().get(1).layer())
                  .isInstanceOfSatisfying(
                      ContentWithAttributes.class,
                      both -> assertThat(both.attributes()).isEqualTo(MARK));
            });
  }

  /** RFC 4073 section 2: members with protections of their own, or none. */
  @Test
  void membersOfACollectionAreOpenedEachByItself() throws Exception {
    Content stranger =
        EnvelopedMessage.encrypt(
            DATA, ContentCipher.AES_256_GCM, List.of(Recipient.of(new byte[] {9}, KEY)));
    Content inner = new ContentCollection(List.of(DATA)).encode();
    Content collection =
        new ContentCollection(
                List.of(
                    DATA,
                    signed(DATA),
                    encrypted(DATA, ContentCipher.AES_256_CBC),
                    stranger,
                    inner))
            .encode();
    assertThat(open(signed(collection)))
        .isInstanceOfSatisfying(
            Unpacked.Collected.class,
            collected -> {
              assertThat(collected.layers()).hasSize(2);
              assertThat(collected.members()).hasSize(5);
              assertThat(collected.members().get(3)).isEqualTo(new Unpacked.NotForUs());
              assertThat(collected.leaves()).hasSize(4);
              assertThat(collected.leaves())
                  .allSatisfy(leaf -> assertThat(leaf.leaf().octets()).isEqualTo(TEXT));
              assertThat(collected.leaves().get(1).types())
                  .containsExactly(
                      CmsOids.SIGNED_DATA, CmsOids.CONTENT_COLLECTION, CmsOids.SIGNED_DATA);
              assertThat(collected.leaves().get(1).signers()).hasSize(2);
              assertThat(collected.leaves().get(3).types())
                  .containsExactly(
                      CmsOids.SIGNED_DATA, CmsOids.CONTENT_COLLECTION, CmsOids.CONTENT_COLLECTION);
            });
  }

  /** One answer for all of it: who could tell members apart would use us to decrypt. */
  @Test
  void aCollectionInAChangeableCiphertextIsReadAsAWholeOrNotAtAll() throws Exception {
    Content unsigned = SignedMessage.of(DATA).sign();
    Content half = new ContentCollection(List.of(DATA, unsigned)).encode();
    assertThat(open(encrypted(half, ContentCipher.AES_256_CBC))).isEqualTo(new Unpacked.Failed());
    assertThat(open(encrypted(half, ContentCipher.AES_256_GCM)))
        .isInstanceOfSatisfying(
            Unpacked.Collected.class,
            collected ->
                assertThat(collected.members().get(1)).isInstanceOf(Unpacked.Unverified.class));
    Content fine = new ContentCollection(List.of(DATA, DATA)).encode();
    assertThat(open(encrypted(fine, ContentCipher.AES_256_CBC)))
        .isInstanceOf(Unpacked.Collected.class);
  }

  @Test
  void aDigestNoticesDamage() throws Exception {
    for (DigestAlgorithm algorithm : List.of(DigestAlgorithm.SHA256, DigestAlgorithm.SHA512)) {
      DigestedContent good = DigestedContent.of(DigestedMessage.digest(DATA, algorithm));
      assertThat(DigestedMessage.open(good)).isInstanceOf(Opening.Opened.class);
      DigestedContent other =
          new DigestedContent(good.digestAlgorithm(), good.contentType(), ID, good.digest());
      assertThat(DigestedMessage.open(other)).isInstanceOf(Opening.Refused.class);
    }
    DigestedContent weak = DigestedContent.of(DigestedMessage.digest(DATA, DigestAlgorithm.SHA1));
    assertThat(open(weak.encode())).isInstanceOf(Unpacked.Refused.class);
    DigestedContent empty =
        new DigestedContent(weak.digestAlgorithm(), CmsOids.DATA, null, weak.digest());
    assertThat(open(empty.encode())).isInstanceOf(Unpacked.Refused.class);
  }

  @ParameterizedTest
  @EnumSource(
      value = ContentCipher.class,
      names = {"AES_256_CBC", "AES_256_GCM"})
  @Requirement("S-50")
  void aBombIsRefusedWhereverItLies(ContentCipher cipher) throws Exception {
    byte[] zeros = new byte[(16 << 20) + 1];
    Content bomb = CompressedContent.deflating(Content.data(zeros)).encode();
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> open(signed(bomb)))
        .withMessageContaining("inflates to more than");
    if (cipher.isAuthenticated()) {
      assertThatExceptionOfType(MalformedException.class)
          .isThrownBy(() -> open(encrypted(bomb, cipher)));
    } else {
      assertThat(open(encrypted(bomb, cipher))).isEqualTo(new Unpacked.Failed());
    }
    CmsLimits more = CmsLimits.STANDARD.withInflated(17 << 20, 2000);
    assertThat(open(signed(bomb), more)).isInstanceOf(Unpacked.Whole.class);
  }

  /** What a bomb of bombs would do: each layer as small as it likes, all of them together not. */
  @Test
  @Requirement({"S-35", "S-50"})
  void theCallerSetsTheLimits() throws Exception {
    Content ten = new ContentCollection(Collections.nCopies(10, DATA)).encode();
    Content hundred = new ContentCollection(Collections.nCopies(10, ten)).encode();
    assertThat(open(ten)).isInstanceOf(Unpacked.Collected.class);
    assertThat(open(hundred))
        .isInstanceOfSatisfying(
            Unpacked.Collected.class,
            collected ->
                assertThat(collected.members())
                    .endsWith(new Unpacked.Refused("more than 64 members")));
    CmsLimits few = new CmsLimits(new Limits(1 << 20, 20, 1000), 2, 9, 1, 1, 1, 9, 1000, 9999, 9);
    assertThat(open(signed(signed(DATA)), few))
        .isEqualTo(new Unpacked.Refused("more than 2 layers"));
    assertThat(open(signed(DATA), few)).isInstanceOf(Unpacked.Whole.class);
    assertThatExceptionOfType(MalformedException.class).isThrownBy(() -> open(ten, few));
    Recipient costly =
        new Recipient.Password(Secret.of("secret"), PasswordKeyEncryption.PWRI_KEK, 1001);
    Content password = EnvelopedMessage.encrypt(DATA, ContentCipher.AES_256_CBC, List.of(costly));
    assertThat(open(password, few)).isEqualTo(new Unpacked.Refused("more than 1000 iterations"));
    assertThat(open(password)).isEqualTo(new Unpacked.NotForUs());
  }

  @Test
  void anotherLibraryInflatesWhatWeCompressAndTheReverse() throws Exception {
    byte[] ours = CompressedContent.deflating(DATA).encode().encode();
    assertThat(new CMSCompressedData(ours).getContent(new ZlibExpanderProvider())).isEqualTo(TEXT);
    byte[] theirs =
        new CMSCompressedDataGenerator()
            .generate(new CMSProcessableByteArray(TEXT), new ZlibCompressor())
            .getEncoded();
    assertThat(open(Content.decode(theirs)))
        .isInstanceOfSatisfying(
            Unpacked.Whole.class, whole -> assertThat(whole.leaf().octets()).isEqualTo(TEXT));
  }
}
