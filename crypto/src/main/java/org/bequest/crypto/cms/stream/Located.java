package org.bequest.crypto.cms.stream;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.bequest.formats.MalformedException;
import org.bequest.formats.cms.CmsLimits;

/**
 * Where octets lie in others.
 *
 * @param at where the element begins that has them, or is them
 * @param length of the octets
 * @param string whether they are those of an OCTET STRING, without its headers
 */
record Located(Source around, long at, long length, boolean string, CmsLimits limits)
    implements Source {
  @Override
  public InputStream open() throws IOException {
    InputStream in = around.open();
    try {
      in.skipNBytes(at);
      return string ? new OctetStringStream(in, limits) : new Part(in, length);
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
  }

  @Override
  public void close() {
    around.close();
  }

  /** So many octets of another stream. */
  private static final class Part extends Reading {
    private long left;

    Part(InputStream in, long length) {
      super(in);
      this.left = length;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      if (left == 0) {
        return -1;
      }
      int count = in.read(buffer, offset, (int) Math.min(length, left));
      if (count < 0) {
        throw new EOFException();
      }
      left -= count;
      return count;
    }

    @Override
    public long skip(long length) throws IOException {
      long count = in.skip(Math.min(length, left));
      left -= count;
      return count;
    }
  }

  /** An OCTET STRING that was walked over before. */
  private static final class OctetStringStream extends Reading {
    private final OctetString string;

    OctetStringStream(InputStream in, CmsLimits limits) throws IOException {
      super(in);
      Elements elements = new Elements(in, limits);
      try {
        string = new OctetString(elements, elements.start(Elements.OPEN));
      } catch (MalformedException e) {
        throw new IOException(e);
      }
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      try {
        return length == 0 ? 0 : string.read(buffer, offset, length);
      } catch (MalformedException e) {
        throw new IOException(e);
      }
    }

    @Override
    public long skip(long length) throws IOException {
      try {
        return length <= 0 ? 0 : string.skip(length);
      } catch (MalformedException e) {
        throw new IOException(e);
      }
    }
  }
}
