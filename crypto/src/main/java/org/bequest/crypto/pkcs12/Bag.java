package org.bequest.crypto.pkcs12;

import java.util.Optional;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Asn1;
import org.bequest.formats.asn1.SequenceReader;
import org.bouncycastle.asn1.ASN1BMPString;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;

/**
 * Something in a file, with what is said about it.
 *
 * <pre>
 * SafeBag ::= SEQUENCE {
 *   bagId          BAG-TYPE.&amp;id ({PKCS12BagSet}),
 *   bagValue       [0] EXPLICIT BAG-TYPE.&amp;Type({PKCS12BagSet}{&#64;bagId}),
 *   bagAttributes  SET OF PKCS12Attribute OPTIONAL }        -- RFC 7292 section 4.2
 * </pre>
 */
record Bag(
    ASN1ObjectIdentifier type,
    ASN1Encodable value,
    Optional<String> friendlyName,
    Optional<ASN1OctetString> localKeyId) {
  private static final String PATH = "/SafeBag";

  static Bag decode(ASN1Encodable encoded) throws MalformedException {
    SequenceReader fields = SequenceReader.of(encoded, PATH);
    ASN1ObjectIdentifier type = fields.next("bagId", ASN1ObjectIdentifier::getInstance);
    ASN1Encodable value =
        Asn1.typed(
            fields.next("bagValue", ASN1TaggedObject::getInstance),
            t -> t.getExplicitBaseObject().toASN1Primitive(),
            PATH + "/bagValue");
    Optional<ASN1Set> attributes =
        fields.optional(ASN1Set.class::isInstance).map(ASN1Set.class::cast);
    fields.end();
    Optional<ASN1Encodable> name =
        attribute(attributes, PKCSObjectIdentifiers.pkcs_9_at_friendlyName);
    Optional<ASN1Encodable> id = attribute(attributes, PKCSObjectIdentifiers.pkcs_9_at_localKeyId);
    return new Bag(
        type,
        value,
        name.filter(ASN1BMPString.class::isInstance).map(n -> ((ASN1BMPString) n).getString()),
        id.filter(ASN1OctetString.class::isInstance).map(ASN1OctetString.class::cast));
  }

  /** The first value of the attribute; other attributes are passed over. */
  private static Optional<ASN1Encodable> attribute(
      Optional<ASN1Set> attributes, ASN1ObjectIdentifier wanted) throws MalformedException {
    if (attributes.isEmpty()) {
      return Optional.empty();
    }
    for (ASN1Encodable element : attributes.get()) {
      SequenceReader fields = SequenceReader.of(element, PATH + "/bagAttributes");
      ASN1ObjectIdentifier type = fields.next("attrId", ASN1ObjectIdentifier::getInstance);
      ASN1Set values = fields.next("attrValues", ASN1Set::getInstance);
      if (type.equals(wanted) && values.size() > 0) {
        return Optional.of(values.getObjectAt(0).toASN1Primitive());
      }
    }
    return Optional.empty();
  }
}
