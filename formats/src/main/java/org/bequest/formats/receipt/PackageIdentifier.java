package org.bequest.formats.receipt;

import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.SequenceReader;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;

/**
 * Which package is meant.
 *
 * <pre>
 * KeyPkgIdentifier ::= CHOICE {
 *   pkgID        KeyPkgID,                             -- OCTET STRING
 *   attribute    SingleAttribute {{ KeyPkgIdentifiers }} }
 *
 * SingleAttribute ::= SEQUENCE {
 *   type         OBJECT IDENTIFIER,
 *   value        ANY DEFINED BY type }                 -- one value, no SET; RFC 7191 section 4
 * </pre>
 */
public sealed interface PackageIdentifier {
  /** The octets that the originator has given to the package; equal when the octets are. */
  record PackageId(ASN1OctetString value) implements PackageIdentifier {
    public static PackageId of(byte[] octets) {
      return new PackageId(new DEROctetString(octets.clone()));
    }

    public byte[] octets() {
      return value.getOctets().clone();
    }
  }

  /** An attribute that identifies; no type of it is known so far. */
  record SingleAttribute(ASN1ObjectIdentifier type, ASN1Encodable value)
      implements PackageIdentifier {}

  static PackageIdentifier decode(ASN1Encodable value, String path) throws MalformedException {
    ASN1Primitive primitive = value.toASN1Primitive();
    if (primitive instanceof ASN1OctetString id) {
      return new PackageId(id);
    }
    SequenceReader fields = SequenceReader.of(primitive, path);
    ASN1ObjectIdentifier type = fields.next("type", ASN1ObjectIdentifier::getInstance);
    ASN1Primitive only = fields.next("value");
    fields.end();
    return new SingleAttribute(type, only);
  }

  default ASN1Primitive toAsn1() {
    return switch (this) {
      case PackageId id -> id.value();
      case SingleAttribute attribute -> {
        ASN1EncodableVector fields = new ASN1EncodableVector();
        fields.add(attribute.type());
        fields.add(attribute.value());
        yield new DERSequence(fields);
      }
    };
  }
}
