package org.bequest.formats.pkix;

import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;

/**
 * One entry of {@code /csrattrs}.
 *
 * <pre>
 * AttrOrOID ::= CHOICE {
 *   oid       OBJECT IDENTIFIER,
 *   attribute Attribute {{AttrSet}} }              -- RFC 8951 section 4
 * </pre>
 */
public sealed interface AttrOrOid {
  /** Names a thing to be there, without a value: an attribute, a signature scheme. */
  record Oid(ASN1ObjectIdentifier oid) implements AttrOrOid {}

  /**
   * @param values may be empty: "this, with nothing more to say" (RFC 9908 section 3.2)
   */
  record Attr(ASN1ObjectIdentifier type, List<ASN1Encodable> values) implements AttrOrOid {
    public Attr {
      values = List.copyOf(values);
    }
  }
}
