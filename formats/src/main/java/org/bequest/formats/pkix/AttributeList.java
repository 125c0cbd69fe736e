package org.bequest.formats.pkix;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Asn1;
import org.bequest.formats.asn1.SequenceReader;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.pkcs.Attribute;

/**
 * The attributes of a request, known and unknown, in the order received.
 *
 * <pre>
 * Attribute ::= SEQUENCE {
 *   type   ATTRIBUTE.&amp;id({IOSet}),
 *   values SET SIZE(1..MAX) OF ATTRIBUTE.&amp;Type({IOSet}{&#64;type}) }      -- RFC 2986 section 4
 * </pre>
 */
record AttributeList(List<Attribute> attributes) {
  private static final int MOST = 64;

  AttributeList {
    attributes = List.copyOf(attributes);
  }

  static AttributeList of(ASN1Set set) throws MalformedException {
    if (set.size() > MOST) {
      throw new MalformedException("more than " + MOST + " attributes");
    }
    List<Attribute> attributes = new ArrayList<>();
    for (ASN1Encodable element : set) {
      SequenceReader fields = SequenceReader.of(element, "/attributes");
      fields.next("type", ASN1ObjectIdentifier::getInstance);
      fields.next("values", ASN1Set::getInstance);
      fields.end();
      attributes.add(Asn1.typed((Object) element, Attribute::getInstance, "/attributes"));
    }
    return new AttributeList(attributes);
  }

  /** The only value of the only attribute of this type; neither may come twice. */
  Optional<ASN1Encodable> single(ASN1ObjectIdentifier type) throws MalformedException {
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
}
