package org.bequest.formats.pal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Optional;
import org.bequest.formats.MalformedException;
import org.bequest.formats.wire.MediaType;

/** The two forms of a PAL. They say the same, and the same rules hold for both. */
@SuppressWarnings("ImmutableEnumChecker") // MediaType is a record of texts.
public enum PalFormat {
  XML(MediaType.XML),
  JSON(MediaType.JSON);

  private final MediaType mediaType;

  PalFormat(MediaType mediaType) {
    this.mediaType = mediaType;
  }

  public MediaType mediaType() {
    return mediaType;
  }

  /** The form of a media type, {@code text/xml} included. */
  public static Optional<PalFormat> of(MediaType type) {
    MediaType xml = MediaType.of("text", "xml");
    return type.matches(xml)
        ? Optional.of(XML)
        : Arrays.stream(values()).filter(f -> f.mediaType.matches(type)).findFirst();
  }

  /**
   * Reads a list of good form. Whether it keeps the rules of RFC 8295 as well is said by {@link
   * Pal#faults}.
   */
  public Pal read(byte[] document, PalLimits limits) throws MalformedException {
    return switch (this) {
      case XML -> XmlPalReader.read(document, limits);
      case JSON -> JsonPalReader.read(document, limits);
    };
  }

  /** For entry after entry; the caller flushes and closes what lies below. */
  public PalWriter writer(OutputStream out) throws IOException {
    return switch (this) {
      case XML -> new XmlPalWriter(out);
      case JSON -> new JsonPalWriter(out);
    };
  }

  /**
   * The whole document.
   *
   * @throws IllegalArgumentException if the list breaks a rule
   */
  public byte[] write(Pal pal) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(1024);
    try {
      PalWriter writer = writer(out);
      for (PalEntry entry : pal.entries()) {
        writer.write(entry);
      }
      writer.end();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
