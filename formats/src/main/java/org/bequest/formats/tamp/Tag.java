package org.bequest.formats.tamp;

import java.util.List;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Encoded;

/** Identifier octets, and the context-specific tags of this protocol: implicit but on a CHOICE. */
final class Tag {
  static final int BOOLEAN = 0x01;
  static final int INTEGER = 0x02;
  static final int OCTET_STRING = 0x04;
  static final int OBJECT_IDENTIFIER = 0x06;
  static final int ENUMERATED = 0x0a;
  static final int UTF8_STRING = 0x0c;

  private static final int CONTEXT = 0x80;
  private static final int CONSTRUCTED = 0x20;
  private static final int NUMBER = 0x1f;

  private Tag() {}

  /** The value under an implicit tag. */
  static Encoded implicit(int number, Encoded value) {
    return value.retagged(CONTEXT | (value.identifier() & CONSTRUCTED) | number);
  }

  /** The value inside of an explicit tag. */
  static Encoded explicit(int number, Encoded value) {
    return Encoded.constructed(CONTEXT | CONSTRUCTED | number, List.of(value));
  }

  /** What came under an implicit tag, with the identifier of its own type. */
  static Encoded untagged(Encoded tagged, int identifier, String path) throws MalformedException {
    if ((tagged.identifier() & CONSTRUCTED) != (identifier & CONSTRUCTED)) {
      throw new MalformedException("bad structure at " + path);
    }
    return tagged.retagged(identifier);
  }

  /** The number of a context-specific tag, or -1. */
  static int number(Encoded value) {
    boolean context = (value.identifier() & ~(CONSTRUCTED | NUMBER)) == CONTEXT;
    return context ? value.identifier() & NUMBER : -1;
  }
}
