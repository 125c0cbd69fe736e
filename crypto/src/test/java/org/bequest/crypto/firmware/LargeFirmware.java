package org.bequest.crypto.firmware;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import org.bequest.crypto.cms.stream.Body;
import org.bequest.crypto.cms.stream.Source;
import org.bequest.crypto.cms.stream.StreamedContent;
import org.bequest.formats.cms.CmsOids;

/**
 * Builds a package of every shape in a file and opens it, in a process of its own with little
 * memory.
 *
 * <p>Arguments: a folder, and how many octets of image.
 */
final class LargeFirmware {
  private static final int PAGE = 1 << 16;

  private final Factory factory = new Factory();
  private final Path message;
  private final Body image;
  private final String digest;

  private LargeFirmware(Path folder, long octets) throws Exception {
    Path file = folder.resolve("image");
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      for (long left = octets; left > 0; left -= PAGE) {
        byte[] page = Factory.image(PAGE);
        page[0] = (byte) left;
        out.write(page, 0, (int) Math.min(PAGE, left));
      }
    }
    message = folder.resolve("message");
    image = StreamedContent.of(CmsOids.FIRMWARE_PACKAGE, file);
    digest = hash(image);
  }

  public static void main(String[] arguments) throws Exception {
    LargeFirmware test = new LargeFirmware(Path.of(arguments[0]), Long.parseLong(arguments[1]));
    for (FirmwareShape shape : FirmwareShape.all()) {
      test.bothWays(shape);
    }
  }

  private void bothWays(FirmwareShape shape) throws Exception {
    long start = System.nanoTime();
    write(shape);
    long written = System.nanoTime();
    FirmwareOpener opener = factory.opener(FirmwarePolicy.STRICT.withUnsigned(), Factory.kek());
    if (!(opener.open(Source.of(message)) instanceof FirmwareOpening.Opened(var firmware))) {
      throw new IllegalStateException("not opened: " + shape);
    }
    try (firmware) {
      if (!hash(firmware.image()).equals(digest) || !firmware.shape().equals(shape)) {
        throw new IllegalStateException("other octets: " + shape);
      }
    }
    System.out.printf(
        Locale.ROOT,
        "%s: %d octets in %d; built in %d ms, opened in %d ms%n",
        shape.mediaType().encapsulatingContent(),
        image.length(),
        Files.size(message),
        Duration.ofNanos(written - start).toMillis(),
        Duration.ofNanos(System.nanoTime() - written).toMillis());
  }

  private void write(FirmwareShape shape) throws IOException {
    FirmwareMessage building = FirmwareMessage.of(image);
    building = shape.compressed() ? building.compressed() : building;
    building = shape.encrypted() ? building.encrypted(Factory.encryption()) : building;
    Body whole = shape.signed() ? building.signed(factory.signing()) : building.unsigned();
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(message))) {
      whole.writeTo(out);
    }
  }

  private static String hash(Body content) throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    content.writeTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
    return HexFormat.of().formatHex(digest.digest());
  }
}
