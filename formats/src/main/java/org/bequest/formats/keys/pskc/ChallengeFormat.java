package org.bequest.formats.keys.pskc;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.asn1.PartReader;
import org.bequest.formats.asn1.Text;

/**
 * Which challenges a device accepts.
 *
 * <pre>
 * ChallengeFormat ::= SEQUENCE {
 *   encoding    Encoding,
 *   checkDigit  BOOLEAN DEFAULT FALSE,
 *   min         INTEGER (0..MAX),
 *   max         INTEGER (0..MAX),
 *   ... }                                             -- RFC 6031 section 3.2.7
 * </pre>
 *
 * @param checkDigit whether a Luhn digit at the end is checked; of a DECIMAL only
 * @param min digits, characters, or octets before their encoding
 * @param further fields that this grammar leaves to the future
 */
public record ChallengeFormat(
    ValueEncoding encoding,
    boolean checkDigit,
    BigInteger min,
    BigInteger max,
    List<Encoded> further)
    implements AlgorithmParameters {
  static final int TAG = 0xa0;

  public ChallengeFormat {
    further = List.copyOf(further);
  }

  public static ChallengeFormat of(ValueEncoding encoding, boolean checkDigit, long min, long max) {
    return new ChallengeFormat(
        encoding, checkDigit, BigInteger.valueOf(min), BigInteger.valueOf(max), List.of());
  }

  static ChallengeFormat decode(Encoded value, String path) throws MalformedException {
    PartReader fields = PartReader.of(value, TAG, path);
    String word = Text.utf8(fields.next("encoding"), path + "/encoding");
    ValueEncoding encoding = ValueEncoding.of(word, path + "/encoding");
    boolean checkDigit = Fields.flag(fields, path + "/checkDigit");
    BigInteger min = Fields.number(fields.next("min"), path + "/min");
    BigInteger max = Fields.number(fields.next("max"), path + "/max");
    return new ChallengeFormat(encoding, checkDigit, min, max, Fields.rest(fields, path));
  }

  @Override
  public Encoded encode() {
    List<Encoded> fields = new ArrayList<>();
    fields.add(Fields.utf8(encoding.name()));
    if (checkDigit) {
      fields.add(Fields.flag());
    }
    fields.add(Fields.number(min));
    fields.add(Fields.number(max));
    fields.addAll(further);
    return Encoded.constructed(TAG, fields);
  }
}
