package org.bequest.formats.pkix;

import java.util.ArrayList;
import java.util.List;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.SequenceReader;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;

/**
 * One entry of {@code /csrattrs}.
 *
 * <pre>
 * AttrOrOID ::= CHOICE {
 *   oid       OBJECT IDENTIFIER,
 *   attribute Attribute {{AttrSet}} }
 *
 * Attribute { ATTRIBUTE:IOSet } ::= SEQUENCE {
 *   type   ATTRIBUTE.&amp;id({IOSet}),
 *   values SET SIZE(1..MAX) OF ATTRIBUTE.&amp;Type({IOSet}{&#64;type}) }      -- RFC 8951 section 4
 * </pre>
 */
public sealed interface AttrOrOid {
  /** The ASN.1 value. */
  ASN1Primitive structure();

  /** Names a thing to be there, without a value: an attribute, a signature scheme. */
  record Oid(ASN1ObjectIdentifier oid) implements AttrOrOid {
    @Override
    public ASN1Primitive structure() {
      return oid;
    }
  }

  /**
   * @param values may be empty: "this, with nothing more to say" (RFC 9908 section 3.2)
   */
  record Attr(ASN1ObjectIdentifier type, List<ASN1Encodable> values) implements AttrOrOid {
    public Attr {
      values = List.copyOf(values);
    }

    /** An attribute of one value. */
    public Attr(ASN1ObjectIdentifier type, ASN1Encodable value) {
      this(type, List.of(value));
    }

    @Override
    public ASN1Primitive structure() {
      ASN1EncodableVector fields = new ASN1EncodableVector();
      fields.add(type);
      fields.add(new DERSet(values.toArray(ASN1Encodable[]::new)));
      return new DERSequence(fields);
    }
  }

  /** Reads an entry; a bare Extension, which some servers send, becomes an extensionRequest. */
  static AttrOrOid of(ASN1Primitive element) throws MalformedException {
    if (element instanceof ASN1ObjectIdentifier oid) {
      return new Oid(oid);
    }
    SequenceReader fields = SequenceReader.of(element, "/CsrAttrs");
    ASN1ObjectIdentifier type = fields.next("type", ASN1ObjectIdentifier::getInstance);
    if (!(fields.next("values") instanceof ASN1Set set)) {
      return new Attr(EstOids.EXTENSION_REQUEST, element);
    }
    fields.end();
    List<ASN1Encodable> values = new ArrayList<>();
    set.forEach(values::add);
    return new Attr(type, values);
  }
}
