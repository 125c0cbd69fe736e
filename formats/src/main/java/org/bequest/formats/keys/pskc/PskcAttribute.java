package org.bequest.formats.keys.pskc;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.asn1.PartReader;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;

/**
 * Something said of a key or of a package of keys.
 *
 * <pre>
 * Attribute ::= SEQUENCE {
 *   attrType   OBJECT IDENTIFIER,
 *   attrValues SET OF AttributeValue }                -- RFC 5652 section 5.3
 * </pre>
 */
public sealed interface PskcAttribute {
  /** One of RFC 6031. */
  record Known(PskcType type, List<PskcValue> values) implements PskcAttribute {
    /**
     * @throws IllegalArgumentException without a value, or with one of another syntax
     */
    public Known {
      values = List.copyOf(values);
      if (values.isEmpty() || !values.stream().allMatch(type.syntax()::fits)) {
        throw new IllegalArgumentException("not a value of " + type.word());
      }
    }

    @Override
    public ASN1ObjectIdentifier oid() {
      return type.oid();
    }

    @Override
    public List<Encoded> encodedValues() {
      return values.stream().map(PskcValue::encode).toList();
    }
  }

  /** Any other one. */
  record Other(ASN1ObjectIdentifier oid, List<Encoded> encodedValues) implements PskcAttribute {
    public Other {
      encodedValues = List.copyOf(encodedValues);
    }
  }

  ASN1ObjectIdentifier oid();

  List<Encoded> encodedValues();

  static PskcAttribute of(PskcType type, PskcValue value) {
    return new Known(type, List.of(value));
  }

  static PskcAttribute text(PskcType type, String value) {
    return of(type, new PskcValue.TextValue(value));
  }

  static PskcAttribute number(PskcType type, long value) {
    return of(type, PskcValue.NumberValue.of(value));
  }

  static PskcAttribute decode(Encoded value, String path) throws MalformedException {
    PartReader fields = PartReader.of(value, path);
    ASN1ObjectIdentifier oid = fields.next("attrType", ASN1ObjectIdentifier::getInstance);
    String own = path + "/" + PskcType.of(oid).map(PskcType::word).orElseGet(oid::getId);
    List<Encoded> values = PartReader.setElements(fields.next("attrValues"), own);
    fields.end();
    if (values.isEmpty() || values.size() > KeyAttributes.MOST_VALUES) {
      throw new MalformedException("no or too many values at " + own);
    }
    Optional<PskcType> type = PskcType.of(oid);
    return type.isEmpty() ? new Other(oid, values) : known(type.get(), values, own);
  }

  private static Known known(PskcType type, List<Encoded> values, String path)
      throws MalformedException {
    List<PskcValue> decoded = new ArrayList<>();
    for (Encoded value : values) {
      decoded.add(type.syntax().decode(value, path));
    }
    return new Known(type, decoded);
  }

  default Encoded encode() {
    return Encoded.sequence(Encoded.of(oid()), Encoded.setOf(encodedValues()));
  }
}
