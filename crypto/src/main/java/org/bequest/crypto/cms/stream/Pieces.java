package org.bequest.crypto.cms.stream;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** How octets pass through here: a piece at a time. */
final class Pieces {
  static final int SIZE = 1 << 16;

  private Pieces() {}

  /** Counts what is left of a stream. */
  static long count(InputStream in) throws IOException {
    byte[] buffer = new byte[SIZE];
    long count = 0;
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      count += read;
    }
    return count;
  }

  /** Where a pass is made only for what it computes on the way. */
  static final class Counter extends OutputStream {
    private long count;

    @Override
    public void write(int octet) {
      count++;
    }

    @Override
    public void write(byte[] octets, int offset, int length) {
      count += length;
    }

    long count() {
      return count;
    }
  }
}
