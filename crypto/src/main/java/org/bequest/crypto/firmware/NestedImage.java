package org.bequest.crypto.firmware;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.bequest.crypto.cms.stream.Source;
import org.bequest.crypto.cms.stream.StreamedContent;

/**
 * An image with a header of its own, for FirmwarePkgData is an OCTET STRING by its grammar. Nobody
 * can tell such a header from the first octets of an image: who reads it must know.
 */
record NestedImage(StreamedContent outer, int header) implements Source {
  private static final int OCTET_STRING = 0x04;
  private static final int LONG_FORM = 0x80;
  private static final int MOST_LENGTH_OCTETS = 7;

  /** Empty unless exactly one primitive OCTET STRING fills the content. */
  static Optional<StreamedContent> of(StreamedContent content) throws IOException {
    try (InputStream in = content.open()) {
      if (in.read() != OCTET_STRING) {
        return Optional.empty();
      }
      int first = in.read();
      int count = first < LONG_FORM ? 0 : first - LONG_FORM;
      if (first < 0 || first == LONG_FORM || count > MOST_LENGTH_OCTETS) {
        return Optional.empty();
      }
      long length = count == 0 ? first : 0;
      for (int i = 0; i < count; i++) {
        length = length << Byte.SIZE | Math.max(in.read(), 0);
      }
      int header = 2 + count;
      return header + length == content.length()
          ? Optional.of(
              new StreamedContent(content.type(), length, new NestedImage(content, header)))
          : Optional.empty();
    }
  }

  @Override
  public InputStream open() throws IOException {
    InputStream in = outer.open();
    try {
      in.skipNBytes(header);
      return in;
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
  }

  @Override
  public void close() {
    outer.close();
  }
}
