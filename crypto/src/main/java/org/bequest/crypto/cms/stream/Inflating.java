package org.bequest.crypto.cms.stream;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.bequest.formats.MalformedException;
import org.bequest.formats.cms.CmsLimits;

/** One whole zlib stream with a right checksum and nothing after it, as long as it is bearable. */
final class Inflating extends Reading {
  private final Inflater inflater = new Inflater();
  private final CmsLimits limits;
  private final byte[] buffer = new byte[Pieces.SIZE];

  Inflating(InputStream in, CmsLimits limits) {
    super(in);
    this.limits = limits;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    try {
      int count = inflater.inflate(target, offset, length);
      while (count == 0 && !inflater.finished()) {
        fill();
        count = inflater.inflate(target, offset, length);
      }
      limits.checkInflated(inflater.getBytesRead(), inflater.getBytesWritten());
      return count == 0 ? end() : count;
    } catch (DataFormatException _) {
      throw new BrokenContentException("a broken zlib stream");
    } catch (MalformedException e) {
      throw new BrokenContentException(String.valueOf(e.getMessage()));
    }
  }

  private void fill() throws IOException {
    int count = inflater.needsInput() ? in.read(buffer) : -1;
    if (count < 0) {
      throw new BrokenContentException("a zlib stream that has no end");
    }
    inflater.setInput(buffer, 0, count);
  }

  private int end() throws IOException {
    if (inflater.getRemaining() > 0 || in.read() >= 0) {
      throw new BrokenContentException("octets follow the zlib stream");
    }
    return -1;
  }

  @Override
  public long skip(long length) throws IOException {
    byte[] passed = new byte[(int) Math.min(Pieces.SIZE, Math.max(length, 0))];
    return Math.max(read(passed, 0, passed.length), 0);
  }

  @Override
  public void close() throws IOException {
    inflater.end();
    super.close();
  }
}
