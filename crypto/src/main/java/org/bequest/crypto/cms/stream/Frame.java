package org.bequest.crypto.cms.stream;

import java.util.ArrayList;
import java.util.List;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.asn1.Header;
import org.bequest.formats.cms.Layer;
import org.bouncycastle.util.Arrays;

/**
 * A layer in DER without its content: the octets before it and those after it.
 *
 * @param head with the lengths as they are with the content
 */
record Frame(byte[] head, byte[] tail) {
  private static final int CONTEXT_0 = 0x80;
  private static final int CLASS_AND_NUMBER = 0xdf;

  /**
   * @param empty with content of no octets
   * @param length of the content that will stand there
   */
  static Frame around(Layer empty, long length) {
    byte[] encoded = empty.encode().octets();
    try {
      List<Integer> path = path(encoded, Layout.of(empty.type()).orElseThrow());
      return cut(encoded, path, length);
    } catch (MalformedException e) {
      throw new IllegalStateException("a layer that was just written", e);
    }
  }

  /** The offsets of the elements around the content, the outermost first. */
  private static List<Integer> path(byte[] encoded, Layout layout) throws MalformedException {
    List<Integer> path = new ArrayList<>();
    path.add(0);
    int at = Header.read(encoded, 0, encoded.length).content();
    for (int left = layout.sequence(); left > 0; ) {
      Header field = Header.read(encoded, at, encoded.length);
      left -= field.identifier() == Encoded.SEQUENCE ? 1 : 0;
      at = left == 0 ? at : field.end();
    }
    path.add(at);
    at = Header.read(encoded, at, encoded.length).content();
    while ((encoded[at] & CLASS_AND_NUMBER) != CONTEXT_0) {
      at = Header.read(encoded, at, encoded.length).end();
    }
    path.add(at);
    if (layout.explicit()) {
      path.add(Header.read(encoded, at, encoded.length).content());
    }
    return path;
  }

  /** From the innermost element outwards: each is longer by what came into it. */
  private static Frame cut(byte[] encoded, List<Integer> path, long length)
      throws MalformedException {
    int tail = Header.read(encoded, path.getLast(), encoded.length).content();
    byte[] head = new byte[0];
    long inner = length;
    int from = tail;
    int to = tail;
    for (int at : path.reversed()) {
      Header header = Header.read(encoded, at, encoded.length);
      long whole = header.length() - (to - from) + inner;
      byte[] start = Lengths.header(header.identifier(), whole);
      byte[] before = Arrays.copyOfRange(encoded, header.content(), from);
      head = Arrays.concatenate(start, before, head);
      inner = start.length + whole;
      from = at;
      to = header.end();
    }
    return new Frame(head, Arrays.copyOfRange(encoded, tail, encoded.length));
  }

  long length(long content) {
    return head.length + content + tail.length;
  }
}
