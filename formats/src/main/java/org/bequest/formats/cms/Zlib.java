package org.bequest.formats.cms;

import java.io.ByteArrayOutputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.bequest.formats.MalformedException;

/** Streams of RFC 1950 in memory. */
final class Zlib {
  private static final int BUFFER = 8192;

  private Zlib() {}

  static byte[] deflated(byte[] octets) {
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] buffer = new byte[BUFFER];
    deflater.setInput(octets);
    deflater.finish();
    while (!deflater.finished()) {
      out.write(buffer, 0, deflater.deflate(buffer));
    }
    deflater.end();
    return out.toByteArray();
  }

  /** One whole stream with a right checksum, and nothing after it. */
  static byte[] inflated(byte[] octets, CmsLimits limits) throws MalformedException {
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(octets);
      return inflated(inflater, octets.length, limits);
    } catch (DataFormatException e) {
      throw new MalformedException("a broken zlib stream", e);
    } finally {
      inflater.end();
    }
  }

  private static byte[] inflated(Inflater inflater, int length, CmsLimits limits)
      throws MalformedException, DataFormatException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] buffer = new byte[BUFFER];
    while (!inflater.finished()) {
      int count = inflater.inflate(buffer);
      if (count == 0 && !inflater.finished()) {
        throw new MalformedException("a zlib stream that has no end");
      }
      out.write(buffer, 0, count);
      limits.checkInflated(length, out.size());
    }
    if (inflater.getRemaining() > 0) {
      throw new MalformedException("octets follow the zlib stream");
    }
    return out.toByteArray();
  }
}
