package org.bequest.crypto.cms.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.crypto.cms.ContentCipher;
import org.bequest.crypto.cms.Holder;
import org.bequest.crypto.cms.MessageOpener;
import org.bequest.crypto.cms.Recipient;
import org.bequest.crypto.cms.RecipientKey;
import org.bequest.crypto.cms.Unpacked;
import org.bequest.crypto.secret.Secret;
import org.bequest.formats.asn1.Asn1;
import org.bequest.formats.asn1.Limits;
import org.bequest.formats.cms.CmsLimits;
import org.bequest.formats.cms.CmsOids;
import org.bequest.formats.cms.Content;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every layer is written in pieces, and read back both in pieces and in memory. */
class StreamedMessageTest {
  private static final Limits ANY = new Limits(1 << 24, 40, 100_000);
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
    StreamOpener streaming = new StreamOpener(List.of(OWN), List.of(), CmsLimits.STANDARD);
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
    byte[] content = new byte[length];
    new Random(length).nextBytes(content);
    Body leaf = StreamedContent.of(CmsOids.FIRMWARE_PACKAGE, content);
    Body closed = EncryptedBody.of(leaf, ContentCipher.AES_128_CBC, Secret.of(new byte[16]));
    assertThat(closed.length()).isGreaterThan(length);
    assertReadBack(signed(leaf), content, "[signedData]");
    assertReadBack(CompressedBody.of(leaf), content, "[compressedData]");
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
}
