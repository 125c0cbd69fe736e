package org.bequest.formats.asn1;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bequest.formats.MalformedException;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Primitive;

/**
 * One encoded element, octet for octet as it came or as it will leave. What somebody signed, or
 * computed a witness over, is passed on as this and never built anew.
 *
 * <p>An element from outside has passed a check of {@link Asn1} as a whole before parts of it are
 * cut out here: the parts are not counted or measured again.
 */
public final class Encoded {
  public static final int SEQUENCE = 0x30;
  public static final int SET = 0x31;

  private static final int NOWHERE = -1;

  private final byte[] octets;
  private final int start;

  private Encoded(byte[] octets) {
    this(octets, NOWHERE);
  }

  private Encoded(byte[] octets, int start) {
    this.octets = octets;
    this.start = start;
  }

  /** An element in BER, whole and within its limits. */
  public static Encoded ber(byte[] octets, Limits limits) throws MalformedException {
    Scan.check(octets, limits, false);
    return new Encoded(octets.clone(), 0);
  }

  /** What was built in memory, in DER. */
  public static Encoded of(ASN1Encodable value) {
    return new Encoded(Der.of(value));
  }

  /** Octets of one whole element that were checked before, or made here. */
  public static Encoded known(byte[] octets) {
    return new Encoded(octets.clone());
  }

  public static Encoded sequence(Encoded... fields) {
    return constructed(SEQUENCE, List.of(fields));
  }

  public static Encoded sequenceOf(List<Encoded> elements) {
    return constructed(SEQUENCE, elements);
  }

  /** A SET OF, sorted as DER demands. */
  public static Encoded setOf(List<Encoded> elements) {
    List<Encoded> sorted = new ArrayList<>(elements);
    sorted.sort((a, b) -> Arrays.compareUnsigned(a.octets, b.octets));
    return constructed(SET, sorted);
  }

  /** A constructed element around others; its length is definite and as short as can be. */
  public static Encoded constructed(int identifier, List<Encoded> elements) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    elements.forEach(e -> content.writeBytes(e.octets));
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.write(identifier);
    writeLength(all, content.size());
    all.writeBytes(content.toByteArray());
    return new Encoded(all.toByteArray());
  }

  private static void writeLength(ByteArrayOutputStream out, int length) {
    if (length < 0x80) {
      out.write(length);
      return;
    }
    int count = (39 - Integer.numberOfLeadingZeros(length)) / 8;
    out.write(0x80 | count);
    for (int shift = 8 * (count - 1); shift >= 0; shift -= 8) {
      out.write(length >>> shift);
    }
  }

  /** Class, constructed bit and number of the tag, when the number is below 31. */
  public int identifier() {
    return octets[0] & 0xff;
  }

  /** The same contents under another tag below 31. */
  public Encoded retagged(int identifier) {
    byte[] other = octets.clone();
    other[0] = (byte) identifier;
    return new Encoded(other, start);
  }

  /** Where it begins in the encoding that it was cut out of; negative when it was made here. */
  int start() {
    return start;
  }

  /** The elements inside a constructed one. */
  public List<Encoded> children() throws MalformedException {
    Header header = Header.read(octets, 0, octets.length);
    if (!header.constructed()) {
      throw new MalformedException("a primitive value where a structure belongs", start);
    }
    int end = header.indefinite() ? octets.length - 2 : header.end();
    List<Encoded> children = new ArrayList<>();
    for (int at = header.content(); at < end; ) {
      int next = after(at, end);
      int from = start == NOWHERE ? NOWHERE : start + at;
      children.add(new Encoded(Arrays.copyOfRange(octets, at, next), from));
      at = next;
    }
    return children;
  }

  /** The offset after the element that begins here. */
  private int after(int offset, int end) throws MalformedException {
    Header header = Header.read(octets, offset, end);
    if (!header.indefinite()) {
      return header.end();
    }
    int at = header.content();
    while (at + 1 < end && (octets[at] != 0 || octets[at + 1] != 0)) {
      at = after(at, end);
    }
    return at + 2;
  }

  /** The contents octets of a primitive element. */
  public byte[] content() throws MalformedException {
    Header header = Header.read(octets, 0, octets.length);
    if (header.constructed()) {
      throw new MalformedException("a structure where a primitive value belongs", start);
    }
    return Arrays.copyOfRange(octets, header.content(), header.end());
  }

  /** The value, for reading. */
  public ASN1Primitive value() throws MalformedException {
    return Asn1.parsed(octets);
  }

  /** A copy. */
  public byte[] octets() {
    return octets.clone();
  }

  public int length() {
    return octets.length;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Encoded e && Arrays.equals(octets, e.octets);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(octets);
  }

  @Override
  public String toString() {
    return "an element of " + octets.length + " octets";
  }
}
