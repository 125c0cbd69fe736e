package org.bequest.formats.keys.pskc;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.asn1.PartReader;
import org.bequest.formats.asn1.Text;
import org.bouncycastle.asn1.ASN1Boolean;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERUTF8String;

/** The primitive fields that these structures are made of; an implicit tag is put off and on. */
final class Fields {
  private static final int BOOLEAN = 0x01;
  private static final int INTEGER = 0x02;
  private static final int UTF8_STRING = 0x0c;
  private static final int CONTEXT = 0x80;
  private static final int MOST_INTEGER_OCTETS = 64;

  private Fields() {}

  static Encoded utf8(String text) {
    return Encoded.of(new DERUTF8String(text));
  }

  static BigInteger number(Encoded value, String path) throws MalformedException {
    BigInteger number = integer(value, path);
    if (number.signum() < 0) {
      throw new MalformedException("a negative number at " + path);
    }
    return number;
  }

  static BigInteger integer(Encoded value, String path) throws MalformedException {
    if (value.identifier() != INTEGER || value.length() > MOST_INTEGER_OCTETS) {
      throw new MalformedException("not an INTEGER of a sensible size at " + path);
    }
    byte[] octets = value.content();
    if (octets.length == 0) {
      throw new MalformedException("an empty INTEGER at " + path);
    }
    return new BigInteger(octets);
  }

  static Encoded number(BigInteger value) {
    return Encoded.of(new ASN1Integer(value));
  }

  /** BOOLEAN DEFAULT FALSE. */
  static boolean flag(PartReader fields, String path) throws MalformedException {
    Optional<Encoded> flag = fields.optional(BOOLEAN);
    if (flag.isPresent() && flag.get().content()[0] == 0) {
      throw new MalformedException("not DER: an encoded DEFAULT at " + path);
    }
    return flag.isPresent();
  }

  static Encoded flag() {
    return Encoded.of(ASN1Boolean.TRUE);
  }

  /** What stands where the grammar says "...". */
  static List<Encoded> rest(PartReader fields, String path) throws MalformedException {
    List<Encoded> rest = new ArrayList<>();
    while (fields.hasMore()) {
      rest.add(fields.next(path));
    }
    return rest;
  }

  static Optional<String> taggedText(PartReader fields, int tag, String path)
      throws MalformedException {
    Optional<Encoded> field = fields.tagged(tag);
    return field.isEmpty()
        ? Optional.empty()
        : Optional.of(Text.utf8(untagged(field.get(), tag, UTF8_STRING, path), path));
  }

  static Optional<BigInteger> taggedNumber(PartReader fields, int tag, String path)
      throws MalformedException {
    Optional<Encoded> field = fields.tagged(tag);
    return field.isEmpty()
        ? Optional.empty()
        : Optional.of(number(untagged(field.get(), tag, INTEGER, path), path));
  }

  private static Encoded untagged(Encoded field, int tag, int universal, String path)
      throws MalformedException {
    if (field.identifier() != (CONTEXT | tag)) {
      throw new MalformedException("a structure where a primitive value belongs at " + path);
    }
    return field.retagged(universal);
  }

  static Encoded tagged(int tag, Encoded primitive) {
    return primitive.retagged(CONTEXT | tag);
  }
}
