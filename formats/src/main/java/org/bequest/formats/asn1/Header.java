package org.bequest.formats.asn1;

import org.bequest.formats.MalformedException;

/**
 * Identifier and length octets of one element (X.690 section 8.1).
 *
 * @param identifier the first octet: class, constructed bit, number (31 for a longer number)
 * @param lengthAt where the length octets begin
 * @param content where the contents octets begin
 * @param length of the contents; {@link #INDEFINITE} when an end-of-contents ends them
 */
public record Header(int identifier, int lengthAt, int content, int length) {
  static final int INDEFINITE = -1;

  private static final int CONSTRUCTED = 0x20;
  private static final int LONG_NUMBER = 0x1f;
  private static final int MOST_OCTETS = 4;

  /** Reads the header at an offset of an encoding that ends before {@code end}. */
  public static Header read(byte[] encoded, int offset, int end) throws MalformedException {
    int at = offset;
    int identifier = octet(encoded, at++, end);
    if ((identifier & LONG_NUMBER) == LONG_NUMBER) {
      at = afterLongNumber(encoded, at, end);
    }
    int lengthAt = at;
    int first = octet(encoded, at++, end);
    if (first < 0x80) {
      return new Header(identifier, lengthAt, at, bounded(offset, first, end - at));
    }
    int count = first & 0x7f;
    if (count == 0) {
      return new Header(identifier, lengthAt, at, INDEFINITE);
    }
    if (count > MOST_OCTETS) {
      throw new MalformedException("a length is too long", offset);
    }
    long length = 0;
    for (int i = 0; i < count; i++) {
      length = length << 8 | octet(encoded, at++, end);
    }
    return new Header(identifier, lengthAt, at, bounded(offset, length, end - at));
  }

  private static int afterLongNumber(byte[] encoded, int start, int end) throws MalformedException {
    for (int at = start; at < start + MOST_OCTETS; at++) {
      if (octet(encoded, at, end) < 0x80) {
        return at + 1;
      }
    }
    throw new MalformedException("a tag number is too long", start);
  }

  private static int bounded(int offset, long length, int room) throws MalformedException {
    if (length > room) {
      throw new MalformedException("an element is longer than what holds it", offset);
    }
    return (int) length;
  }

  private static int octet(byte[] encoded, int at, int end) throws MalformedException {
    if (at >= end) {
      throw new MalformedException("the encoding ends too early", at);
    }
    return encoded[at] & 0xff;
  }

  /** The offset after the element, when its length is definite. */
  public int end() {
    return content + length;
  }

  boolean constructed() {
    return (identifier & CONSTRUCTED) != 0;
  }

  boolean indefinite() {
    return length == INDEFINITE;
  }

  /** The universal tag number, or 0 for an element of another class. */
  int universalNumber() {
    return identifier < 0x40 ? identifier & LONG_NUMBER : 0;
  }

  /** Whether the header could not be shorter (X.690 section 10.1). */
  boolean isMinimal(byte[] encoded, int offset) {
    int lengthOctets = length < 0x80 ? 1 : 2 + (31 - Integer.numberOfLeadingZeros(length)) / 8;
    if (content - lengthAt != lengthOctets) {
      return false;
    }
    int second = encoded[offset + 1] & 0xff;
    return switch (lengthAt - offset) {
      case 1 -> true;
      case 2 -> second >= LONG_NUMBER;
      default -> second > 0x80;
    };
  }
}
