package org.bequest.formats.asn1;

import org.bequest.formats.MalformedException;

/**
 * One linear pass over an encoding before anything is built from it: that its elements fit into one
 * another, that it stays within its limits, and, when DER is asked for, that it is DER.
 *
 * <p>Two rules of DER are left out on purpose: the order of a SET OF, which common clients get
 * wrong in the attributes of a request, and the absence of a DEFAULT, which only the type can tell.
 */
final class Scan {
  private final byte[] encoded;
  private final Limits limits;
  private final boolean der;
  private final boolean built;
  private int elements;

  private Scan(byte[] encoded, Limits limits, boolean der, boolean built) {
    this.encoded = encoded;
    this.limits = limits;
    this.der = der;
    this.built = built;
  }

  /** Exactly one element and nothing after it. */
  static void check(byte[] encoded, Limits limits, boolean der) throws MalformedException {
    check(encoded, limits, der, false);
  }

  /** The same, and nothing that the library, which builds all of it next, would get wrong. */
  static void checkBuildable(byte[] encoded, Limits limits, boolean der) throws MalformedException {
    check(encoded, limits, der, true);
  }

  private static void check(byte[] encoded, Limits limits, boolean der, boolean built)
      throws MalformedException {
    if (encoded.length > limits.octets()) {
      throw new MalformedException("more than " + limits.octets() + " octets");
    }
    Scan scan = new Scan(encoded, limits, der, built);
    int end = scan.element(0, encoded.length, 1);
    if (end != encoded.length) {
      throw new MalformedException("octets follow the value", end);
    }
  }

  /** Returns the offset after the element. */
  private int element(int offset, int end, int depth) throws MalformedException {
    Header header = Header.read(encoded, offset, end);
    if (depth > limits.depth()) {
      throw new MalformedException("nested deeper than " + limits.depth(), offset);
    }
    if (++elements > limits.elements()) {
      throw new MalformedException("more than " + limits.elements() + " elements", offset);
    }
    if (der) {
      checkDer(header, offset);
    }
    if (header.indefinite()) {
      return indefinite(header, offset, end, depth);
    }
    return header.constructed() ? definite(header, depth) : primitive(header, offset);
  }

  private int definite(Header header, int depth) throws MalformedException {
    int at = header.content();
    while (at < header.end()) {
      at = element(at, header.end(), depth + 1);
    }
    return at;
  }

  private int indefinite(Header header, int offset, int end, int depth) throws MalformedException {
    if (!header.constructed()) {
      throw new MalformedException("a primitive element of indefinite length", offset);
    }
    int at = header.content();
    while (at + 1 < end && (encoded[at] != 0 || encoded[at + 1] != 0)) {
      at = element(at, end, depth + 1);
    }
    if (at + 1 >= end) {
      throw new MalformedException("the encoding ends too early", at);
    }
    return at + 2;
  }

  private int primitive(Header header, int offset) throws MalformedException {
    if (!Primitives.areValid(encoded, header, der)) {
      throw new MalformedException("a primitive value is not encoded as its type demands", offset);
    }
    if (built && Primitives.isNegativeEnumerated(encoded, header)) {
      throw new MalformedException("a negative ENUMERATED", offset);
    }
    return header.end();
  }

  private void checkDer(Header header, int offset) throws MalformedException {
    if (header.indefinite() || !header.isMinimal(encoded, offset)) {
      throw new MalformedException("not DER: a length or tag is not in its shortest form", offset);
    }
    int number = header.universalNumber();
    if (number != 0 && header.constructed() != Primitives.isConstructedType(number)) {
      throw new MalformedException(
          "not DER: a type in the wrong form, primitive or constructed", offset);
    }
  }
}
