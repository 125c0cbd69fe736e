package org.bequest.crypto.cms.stream;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.crypto.cms.ContentCipher;
import org.bequest.crypto.cms.Holder;
import org.bequest.crypto.cms.Recipient;
import org.bequest.crypto.cms.RecipientKey;
import org.bequest.crypto.secret.Secret;
import org.bequest.formats.cms.CmsLimits;
import org.bequest.formats.cms.CmsOids;

/**
 * Writes a message to a file and opens it, in a process of its own with little memory.
 *
 * <p>Arguments: the file, and how many octets of content.
 */
final class LargeMessage {
  private static final Secret KEY = Secret.of(new byte[32]);
  private static final byte[] ID = {1};
  private static final RecipientKey.Kek OWN = new RecipientKey.Kek(ID, KEY);
  private static final CmsLimits LIMITS = CmsLimits.STANDARD.withInflated(1L << 32, 200);

  private final Holder signer = Holder.of(KeyAlgorithm.P256);
  private final Path file;
  private final Body image;

  private LargeMessage(Path file, long length) {
    this.file = file;
    this.image = new StreamedContent(CmsOids.FIRMWARE_PACKAGE, length, () -> new Image(length));
  }

  public static void main(String[] arguments) throws Exception {
    LargeMessage test = new LargeMessage(Path.of(arguments[0]), Long.parseLong(arguments[1]));
    test.bothWays("signed", test.signed(test.image));
    test.bothWays(
        "signed, encrypted, compressed",
        test.signed(
            EncryptedBody.of(CompressedBody.of(test.image), ContentCipher.AES_256_CBC, KEY)));
    Body signed = test.signed(test.image);
    List<Recipient> recipients = List.of(Recipient.of(ID, KEY));
    try (EnvelopedBody sealed = EnvelopedBody.of(signed, ContentCipher.AES_256_GCM, recipients)) {
      test.bothWays("authenticated and encrypted, signed", sealed);
    }
  }

  private Body signed(Body content) throws IOException {
    return SignedBody.sign(content, message -> message.by(signer.signer()));
  }

  private void bothWays(String name, Body body) throws Exception {
    long start = System.nanoTime();
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      new ContentInfoBody(body).writeTo(out);
    }
    long written = System.nanoTime();
    StreamOpener opener = new StreamOpener(List.of(OWN), List.of(), LIMITS);
    if (!(opener.open(Source.of(file)) instanceof StreamUnpacked.Whole whole)) {
      throw new IllegalStateException("not opened: " + name);
    }
    try (StreamedContent leaf = whole.leaf()) {
      if (!hash(leaf).equals(hash(image)) || leaf.length() != image.length()) {
        throw new IllegalStateException("other octets: " + name);
      }
    }
    long read = System.nanoTime();
    System.out.printf(
        Locale.ROOT,
        "%s: %d octets in %d; written in %d ms, read in %d ms%n",
        name,
        image.length(),
        Files.size(file),
        Duration.ofNanos(written - start).toMillis(),
        Duration.ofNanos(read - written).toMillis());
  }

  private static String hash(Body content) throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    content.writeTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
    return HexFormat.of().formatHex(digest.digest());
  }

  /** An image that lies nowhere: half of it can be compressed. */
  private static final class Image extends InputStream {
    private final byte[] page = new byte[1 << 16];
    private final long length;
    private long at;

    Image(long length) {
      this.length = length;
      new Random(7).nextBytes(page);
      Arrays.fill(page, 0, page.length / 2, (byte) 0xff);
    }

    @Override
    public int read() {
      if (at == length) {
        return -1;
      }
      return (page[(int) (at % page.length)] ^ (int) (at++ / page.length)) & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int wanted) {
      int from = (int) (at % page.length);
      int count = (int) Math.min(Math.min(wanted, page.length - from), length - at);
      if (count == 0) {
        return wanted == 0 ? 0 : -1;
      }
      byte mask = (byte) (at / page.length);
      for (int i = 0; i < count; i++) {
        buffer[offset + i] = (byte) (page[from + i] ^ mask);
      }
      at += count;
      return count;
    }
  }
}
