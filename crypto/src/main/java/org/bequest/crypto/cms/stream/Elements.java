package org.bequest.crypto.cms.stream;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.bequest.formats.MalformedException;
import org.bequest.formats.cms.CmsLimits;

/**
 * Walks over elements in BER from a stream, header by header. Only what is asked for is held in
 * memory.
 */
final class Elements {
  /** Of an element that an end-of-contents ends, and of what lies in nothing. */
  static final long OPEN = -1;

  private static final byte[] END_OF_CONTENTS = {0, 0};
  private static final int CONSTRUCTED = 0x20;
  private static final int LONG_NUMBER = 0x1f;
  private static final int MOST_LENGTH_OCTETS = 7;
  private static final int MOST_NUMBER_OCTETS = 4;

  private final InputStream in;
  private final CmsLimits limits;
  private long position;
  private long kept;

  Elements(InputStream in, CmsLimits limits) {
    this.in = in;
    this.limits = limits;
  }

  /**
   * @param octets of the header itself
   * @param length of the contents, or {@link #OPEN}
   * @param end the position after the contents, or {@link #OPEN}
   */
  record Start(int identifier, byte[] octets, long length, long end) {
    boolean constructed() {
      return (identifier & CONSTRUCTED) != 0;
    }

    boolean isEndOfContents() {
      return identifier == 0 && length == 0;
    }
  }

  long position() {
    return position;
  }

  /**
   * Reads the header of an element.
   *
   * @param outer the end of what holds it
   */
  Start start(long outer) throws IOException, MalformedException {
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    int identifier = octet(octets);
    if ((identifier & LONG_NUMBER) == LONG_NUMBER) {
      longNumber(octets);
    }
    long length = length(octets);
    long end = length == OPEN ? OPEN : position + length;
    if (outer != OPEN && Math.max(end, position) > outer) {
      throw new MalformedException("an element is longer than what holds it");
    }
    if (length == OPEN && (identifier & CONSTRUCTED) == 0) {
      throw new MalformedException("a primitive element of indefinite length");
    }
    return new Start(identifier, octets.toByteArray(), length, end);
  }

  private void longNumber(ByteArrayOutputStream octets) throws IOException, MalformedException {
    for (int i = 0; i < MOST_NUMBER_OCTETS; i++) {
      if (octet(octets) < 0x80) {
        return;
      }
    }
    throw new MalformedException("a tag number is too long");
  }

  private long length(ByteArrayOutputStream octets) throws IOException, MalformedException {
    int first = octet(octets);
    if (first < 0x80) {
      return first;
    }
    int count = first & 0x7f;
    if (count > MOST_LENGTH_OCTETS) {
      throw new MalformedException("a length is too long");
    }
    long length = 0;
    for (int i = 0; i < count; i++) {
      length = length << Byte.SIZE | octet(octets);
    }
    return count == 0 ? OPEN : length;
  }

  private int octet(ByteArrayOutputStream octets) throws IOException, MalformedException {
    int octet = in.read();
    if (octet < 0) {
      throw tooEarly();
    }
    position++;
    octets.write(octet);
    return octet;
  }

  /** At most so many octets of contents. */
  int read(byte[] buffer, int offset, int length) throws IOException, MalformedException {
    int count = in.read(buffer, offset, length);
    if (count < 0) {
      throw tooEarly();
    }
    position += count;
    return count;
  }

  /** Passes over contents. */
  void skip(long length) throws IOException, MalformedException {
    try {
      in.skipNBytes(length);
    } catch (EOFException _) {
      throw tooEarly();
    }
    position += length;
  }

  /** The next element in another; empty when that has come to its end. */
  Optional<Start> child(Start parent) throws IOException, MalformedException {
    if (parent.end() != OPEN && position == parent.end()) {
      return Optional.empty();
    }
    Start start = start(parent.end());
    if (!start.isEndOfContents()) {
      return Optional.of(start);
    }
    if (parent.end() != OPEN) {
      throw new MalformedException("an end where none belongs");
    }
    return Optional.empty();
  }

  /** Passes over an element. */
  void pass(Start start, int depth) throws IOException, MalformedException {
    checkDepth(depth);
    if (start.end() != OPEN) {
      skip(start.length());
      return;
    }
    for (var inner = child(start); inner.isPresent(); inner = child(start)) {
      pass(inner.get(), depth + 1);
    }
  }

  /** A whole element, to be kept. */
  byte[] whole(Start start) throws IOException, MalformedException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    copy(start, out, 1);
    return out.toByteArray();
  }

  private void copy(Start start, ByteArrayOutputStream out, int depth)
      throws IOException, MalformedException {
    checkDepth(depth);
    keep(start.octets().length);
    out.writeBytes(start.octets());
    if (start.end() != OPEN) {
      keep(start.length());
      out.writeBytes(contents((int) start.length()));
      return;
    }
    for (var inner = child(start); inner.isPresent(); inner = child(start)) {
      copy(inner.get(), out, depth + 1);
    }
    out.writeBytes(END_OF_CONTENTS);
  }

  void checkDepth(int depth) throws MalformedException {
    if (depth > limits.structure().depth()) {
      throw new MalformedException("nested deeper than " + limits.structure().depth());
    }
  }

  private byte[] contents(int length) throws IOException, MalformedException {
    byte[] octets = in.readNBytes(length);
    position += octets.length;
    if (octets.length < length) {
      throw tooEarly();
    }
    return octets;
  }

  private void keep(long more) throws MalformedException {
    kept += more;
    if (kept > limits.structure().octets()) {
      throw new MalformedException("more than " + limits.structure().octets() + " octets");
    }
  }

  /** That nothing follows. */
  void end() throws IOException, MalformedException {
    if (in.read() >= 0) {
      throw new MalformedException("octets follow the value");
    }
  }

  private static MalformedException tooEarly() {
    return new MalformedException("the encoding ends too early");
  }
}
