package org.bequest.formats.pkix;

import java.util.ArrayList;
import java.util.List;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Asn1;
import org.bequest.formats.asn1.SequenceReader;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;

/**
 * A Name whose values may be missing.
 *
 * <pre>
 * RDNSequenceTemplate ::= SEQUENCE OF RelativeDistinguishedNameTemplate
 *
 * RelativeDistinguishedNameTemplate ::= SET SIZE (1 .. MAX) OF
 *   SingleAttributeTemplate { {SupportedAttributes} }
 *
 * SingleAttributeTemplate{ATTRIBUTE:AttrSet} ::= SEQUENCE {
 *   type  ATTRIBUTE.&amp;id({AttrSet}),
 *   value ATTRIBUTE.&amp;Type({AttrSet}{&#64;type}) OPTIONAL }        -- RFC 9908 section 3.4
 * </pre>
 */
final class NameTemplate {
  private static final String PATH = "/CertificationRequestInfoTemplate/subject";

  private NameTemplate() {}

  static List<List<WantedName>> read(ASN1Encodable value) throws MalformedException {
    List<List<WantedName>> rdns = new ArrayList<>();
    for (ASN1Encodable element : Asn1.typed(value, ASN1Sequence::getInstance, PATH)) {
      List<WantedName> rdn = new ArrayList<>();
      for (ASN1Encodable attribute : Asn1.typed(element, ASN1Set::getInstance, PATH)) {
        SequenceReader fields = SequenceReader.of(attribute, PATH);
        ASN1ObjectIdentifier type = fields.next("type", ASN1ObjectIdentifier::getInstance);
        rdn.add(new WantedName(type, fields.hasMore() ? readable(fields.next("value")) : null));
        fields.end();
      }
      rdns.add(rdn);
    }
    return rdns;
  }

  /** A text whose octets are none in its alphabet is found out here, and not when it is used. */
  private static ASN1Primitive readable(ASN1Primitive value) throws MalformedException {
    if (value instanceof ASN1String text) {
      Asn1.typed(text, ASN1String::getString, PATH);
    }
    return value;
  }

  static ASN1Sequence write(List<List<WantedName>> rdns) {
    ASN1EncodableVector sequence = new ASN1EncodableVector();
    for (List<WantedName> rdn : rdns) {
      ASN1EncodableVector set = new ASN1EncodableVector();
      rdn.forEach(name -> set.add(attribute(name)));
      sequence.add(new DERSet(set));
    }
    return new DERSequence(sequence);
  }

  private static ASN1Sequence attribute(WantedName name) {
    ASN1EncodableVector fields = new ASN1EncodableVector();
    fields.add(name.type());
    name.value().ifPresent(fields::add);
    return new DERSequence(fields);
  }
}
