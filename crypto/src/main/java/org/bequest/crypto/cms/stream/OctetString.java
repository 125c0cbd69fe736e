package org.bequest.crypto.cms.stream;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.bequest.crypto.cms.stream.Elements.Start;
import org.bequest.formats.MalformedException;

/** The octets of an OCTET STRING, which BER allows to come in pieces (X.690 section 8.7). */
final class OctetString {
  static final int PRIMITIVE = 0x04;
  static final int IN_PIECES = 0x24;

  private final Elements elements;
  private final Deque<Start> open = new ArrayDeque<>();
  private long left;

  /**
   * @param start of the string, whose header has just been read; its tag may be implicit
   */
  OctetString(Elements elements, Start start) {
    this.elements = elements;
    if (start.constructed()) {
      open.push(start);
    } else {
      left = start.length();
    }
  }

  static boolean is(Start start) {
    return start.identifier() == PRIMITIVE || start.identifier() == IN_PIECES;
  }

  /** As an InputStream does. */
  int read(byte[] buffer, int offset, int length) throws IOException, MalformedException {
    if (left == 0 && !next()) {
      return -1;
    }
    int count = elements.read(buffer, offset, (int) Math.min(length, left));
    left -= count;
    return count;
  }

  /** As an InputStream does. */
  long skip(long length) throws IOException, MalformedException {
    if (left == 0 && !next()) {
      return 0;
    }
    long count = Math.min(length, left);
    elements.skip(count);
    left -= count;
    return count;
  }

  /** Passes over the rest, and says how long it was. */
  long rest() throws IOException, MalformedException {
    long length = 0;
    do {
      length += left;
      elements.skip(left);
      left = 0;
    } while (next());
    return length;
  }

  /** To the next piece that is not empty. */
  private boolean next() throws IOException, MalformedException {
    while (left == 0 && !open.isEmpty()) {
      Optional<Start> inner = elements.child(open.peek());
      if (inner.isEmpty()) {
        open.pop();
      } else {
        enter(inner.get());
      }
    }
    return left > 0;
  }

  private void enter(Start piece) throws MalformedException {
    if (!is(piece)) {
      throw new MalformedException("a piece of an OCTET STRING that is none");
    }
    if (piece.constructed()) {
      open.push(piece);
      elements.checkDepth(open.size());
    } else {
      left = piece.length();
    }
  }
}
