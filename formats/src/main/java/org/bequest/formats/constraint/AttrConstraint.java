package org.bequest.formats.constraint;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.asn1.PartReader;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;

/**
 * The values that an attribute may have.
 *
 * <pre>
 * AttrConstraint ::= SEQUENCE {
 *   attrType     AttributeType,
 *   attrValues   SET SIZE (1..MAX) OF AttributeValue }        -- RFC 6010 section 2
 * </pre>
 *
 * @param values in DER, in the order of DER; equal when their octets are
 */
public record AttrConstraint(ASN1ObjectIdentifier type, List<Encoded> values) {
  private static final int MOST_VALUES = 1000;

  /**
   * @throws IllegalArgumentException without a value
   */
  public AttrConstraint {
    List<Encoded> sorted = new ArrayList<>(values);
    sorted.sort((a, b) -> Arrays.compareUnsigned(a.octets(), b.octets()));
    values = List.copyOf(sorted);
    if (values.isEmpty()) {
      throw new IllegalArgumentException("a constraint that allows no value");
    }
  }

  static AttrConstraint decode(Encoded value, String path) throws MalformedException {
    PartReader fields = PartReader.of(value, path);
    ASN1ObjectIdentifier type = fields.next("attrType", ASN1ObjectIdentifier::getInstance);
    List<Encoded> values = PartReader.setElements(fields.next("attrValues"), path + "/attrValues");
    fields.end();
    if (values.isEmpty() || values.size() > MOST_VALUES) {
      throw new MalformedException("no or too many values at " + path);
    }
    return new AttrConstraint(type, values);
  }

  Encoded encode() {
    return Encoded.sequence(Encoded.of(type), Encoded.setOf(values));
  }
}
