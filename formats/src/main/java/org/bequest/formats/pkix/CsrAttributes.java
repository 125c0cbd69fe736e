package org.bequest.formats.pkix;

import java.util.ArrayList;
import java.util.List;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Asn1;
import org.bequest.formats.asn1.Limits;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERSequence;

/**
 * The answer of {@code /csrattrs}.
 *
 * <pre>
 * CsrAttrs ::= SEQUENCE SIZE (0..MAX) OF AttrOrOID              -- RFC 8951 section 4
 * </pre>
 */
public record CsrAttributes(List<AttrOrOid> entries) {
  private static final Limits LIMITS = new Limits(1 << 16, 24, 4000);

  public CsrAttributes {
    entries = List.copyOf(entries);
  }

  /** In which words a server says what it wants. */
  public enum Style {
    /** The list of RFC 7030, as RFC 9908 section 3.2 cleared it up. */
    LIST,
    /** The template of RFC 9908 section 3.4. */
    TEMPLATE,
    /** Both: old clients read the list, new ones the template (RFC 9908 section 4). */
    BOTH
  }

  /**
   * Says these demands. What a style cannot say it leaves out: the list a subject and an extension
   * that the client completes, the template a signature scheme.
   */
  public static CsrAttributes of(CsrDemands demands, Style style) {
    List<AttrOrOid> entries = new ArrayList<>();
    if (style != Style.TEMPLATE) {
      entries.addAll(DemandList.write(demands));
    }
    if (style != Style.LIST) {
      entries.add(DemandTemplate.write(demands));
    }
    return new CsrAttributes(entries);
  }

  /** Reads BER, and the mistaken entries that servers are known to send. */
  public static CsrAttributes decode(byte[] encoded) throws MalformedException {
    ASN1Sequence sequence =
        Asn1.typed((Object) Asn1.ber(encoded, LIMITS), ASN1Sequence::getInstance, "/CsrAttrs");
    List<AttrOrOid> entries = new ArrayList<>();
    for (ASN1Encodable element : sequence) {
      entries.add(AttrOrOid.of(element.toASN1Primitive()));
    }
    return new CsrAttributes(entries);
  }

  /** In DER; two octets when there is nothing to say, where a server better answers 204. */
  public byte[] encode() {
    ASN1EncodableVector fields = new ASN1EncodableVector();
    entries.forEach(e -> fields.add(e.structure()));
    return Der.of(new DERSequence(fields));
  }

  /** The meaning: that of the template alone when there is one (RFC 9908 section 4). */
  public CsrDemands demands() throws MalformedException {
    for (AttrOrOid entry : entries) {
      if (entry instanceof AttrOrOid.Attr attribute
          && attribute.type().equals(EstOids.CERTIFICATION_REQUEST_INFO_TEMPLATE)) {
        return DemandTemplate.read(attribute);
      }
    }
    return DemandList.read(entries);
  }
}
