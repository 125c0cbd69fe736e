package org.bequest.formats.keys.pskc;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.asn1.PartReader;
import org.bequest.formats.asn1.Text;

/**
 * What the result of a computation looks like; of a key that is a PIN, the PIN itself.
 *
 * <pre>
 * ResponseFormat ::= SEQUENCE {
 *   encoding     Encoding,
 *   length       INTEGER (0..MAX),
 *   checkDigit   BOOLEAN DEFAULT FALSE,
 *   ... }                                             -- RFC 6031 section 3.2.7
 * </pre>
 *
 * @param length digits, characters, or octets before their encoding
 * @param checkDigit whether a Luhn digit is appended; to a DECIMAL only
 * @param further fields that this grammar leaves to the future
 */
public record ResponseFormat(
    ValueEncoding encoding, BigInteger length, boolean checkDigit, List<Encoded> further)
    implements AlgorithmParameters {
  static final int TAG = 0xa1;

  public ResponseFormat {
    further = List.copyOf(further);
  }

  public static ResponseFormat of(ValueEncoding encoding, long length, boolean checkDigit) {
    return new ResponseFormat(encoding, BigInteger.valueOf(length), checkDigit, List.of());
  }

  static ResponseFormat decode(Encoded value, String path) throws MalformedException {
    PartReader fields = PartReader.of(value, TAG, path);
    String word = Text.utf8(fields.next("encoding"), path + "/encoding");
    ValueEncoding encoding = ValueEncoding.of(word, path + "/encoding");
    BigInteger length = Fields.number(fields.next("length"), path + "/length");
    boolean checkDigit = Fields.flag(fields, path + "/checkDigit");
    return new ResponseFormat(encoding, length, checkDigit, Fields.rest(fields, path));
  }

  @Override
  public Encoded encode() {
    List<Encoded> fields = new ArrayList<>();
    fields.add(Fields.utf8(encoding.name()));
    fields.add(Fields.number(length));
    if (checkDigit) {
      fields.add(Fields.flag());
    }
    fields.addAll(further);
    return Encoded.constructed(TAG, fields);
  }
}
