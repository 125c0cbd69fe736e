package org.bequest.formats.cms;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Asn1;
import org.bequest.formats.asn1.Der;
import org.bequest.formats.asn1.SequenceReader;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.cms.Attribute;

/**
 * Attributes of a message, signed or not, known and unknown, in the order received. None at all is
 * the same as an absent field.
 *
 * <pre>
 * SignedAttributes ::= SET SIZE (1..MAX) OF Attribute
 *
 * Attribute ::= SEQUENCE {
 *   attrType   OBJECT IDENTIFIER,
 *   attrValues SET OF AttributeValue }                            -- RFC 5652 section 5.3
 * </pre>
 */
public record Attributes(List<Attribute> attributes) {
  public static final Attributes NONE = new Attributes(List.of());

  public Attributes {
    attributes = List.copyOf(attributes);
  }

  public static Attributes of(Attribute... attributes) {
    return new Attributes(List.of(attributes));
  }

  /** An attribute with its one value. */
  public static Attribute attribute(ASN1ObjectIdentifier type, ASN1Encodable value) {
    return new Attribute(type, new DERSet(value));
  }

  /** From an optional field with an implicit tag. */
  static Attributes decode(Optional<ASN1TaggedObject> field, String path, CmsLimits limits)
      throws MalformedException {
    if (field.isEmpty()) {
      return NONE;
    }
    Function<ASN1TaggedObject, ASN1Set> set = tagged -> ASN1Set.getInstance(tagged, false);
    ASN1Set values = Asn1.typed(field.get(), set, path);
    return decode(values, values.size(), path, limits);
  }

  /** From the elements of a SET or a SEQUENCE. */
  static Attributes decode(
      Iterable<ASN1Encodable> elements, int count, String path, CmsLimits limits)
      throws MalformedException {
    if (count == 0 || count > limits.attributes()) {
      throw new MalformedException("no or too many attributes at " + path);
    }
    List<Attribute> attributes = new ArrayList<>();
    for (ASN1Encodable element : elements) {
      SequenceReader fields = SequenceReader.of(element, path);
      ASN1ObjectIdentifier type = fields.next("attrType", ASN1ObjectIdentifier::getInstance);
      attributes.add(new Attribute(type, fields.next("attrValues", ASN1Set::getInstance)));
      fields.end();
    }
    return new Attributes(attributes);
  }

  public boolean isEmpty() {
    return attributes.isEmpty();
  }

  /** The first attribute of this type. */
  public Optional<Attribute> attribute(ASN1ObjectIdentifier type) {
    return attributes.stream().filter(a -> a.getAttrType().equals(type)).findFirst();
  }

  /**
   * The only value of the only attribute of this type.
   *
   * @throws MalformedException when there are several of either, or no value
   */
  public Optional<ASN1Encodable> single(ASN1ObjectIdentifier type) throws MalformedException {
    Optional<ASN1Encodable> found = Optional.empty();
    for (Attribute attribute : attributes) {
      if (attribute.getAttrType().equals(type)) {
        if (found.isPresent() || attribute.getAttrValues().size() != 1) {
          throw new MalformedException("not exactly one value at /attributes/" + type);
        }
        found = Optional.of(attribute.getAttrValues().getObjectAt(0));
      }
    }
    return found;
  }

  /** Those of both. */
  public Attributes and(Attributes others) {
    List<Attribute> all = new ArrayList<>(attributes);
    all.addAll(others.attributes);
    return new Attributes(all);
  }

  /** The SET OF in DER: what a signature or a MAC is made over (RFC 5652 section 5.4). */
  public byte[] encode() {
    return Der.of(set());
  }

  /** The optional field with this implicit tag; empty when there are no attributes. */
  Optional<ASN1Encodable> field(int tag) {
    return isEmpty() ? Optional.empty() : Optional.of(new DERTaggedObject(false, tag, set()));
  }

  private DERSet set() {
    return new DERSet(attributes.toArray(Attribute[]::new));
  }
}
