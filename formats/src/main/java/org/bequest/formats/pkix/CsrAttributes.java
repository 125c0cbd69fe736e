package org.bequest.formats.pkix;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Asn1;
import org.bequest.formats.asn1.Der;
import org.bequest.formats.asn1.Limits;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
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
    BOTH,
    /** A request to be completed (RFC 8295 appendix B), for clients that hardly know ASN.1. */
    APPENDIX_B
  }

  /**
   * Says these demands. What a style cannot say it leaves out: the list a subject and an extension
   * that the client completes, the template a signature scheme, the request to be completed all
   * such schemes but one.
   *
   * @throws IllegalArgumentException when a request to be completed is to have any kind of key
   */
  public static CsrAttributes of(CsrDemands demands, Style style) {
    return new CsrAttributes(
        switch (style) {
          case LIST -> DemandList.write(demands);
          case TEMPLATE -> List.of(DemandTemplate.write(demands));
          case BOTH -> {
            List<AttrOrOid> both = new ArrayList<>(DemandList.write(demands));
            both.add(DemandTemplate.write(demands));
            yield both;
          }
          case APPENDIX_B -> DemandRequest.write(demands);
        });
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

  /**
   * The meaning: that of the template alone when there is one (RFC 9908 section 4), else that of
   * the request to be completed with what is named beside it, else that of the list.
   */
  public CsrDemands demands() throws MalformedException {
    Optional<AttrOrOid.Attr> template = first(EstOids.CERTIFICATION_REQUEST_INFO_TEMPLATE);
    if (template.isPresent()) {
      return DemandTemplate.read(template.get());
    }
    Optional<AttrOrOid.Attr> request = first(EstOids.PKCS7_PDU);
    return request.isPresent()
        ? DemandRequest.read(request.get(), DemandList.read(entries))
        : DemandList.read(entries);
  }

  private Optional<AttrOrOid.Attr> first(ASN1ObjectIdentifier type) {
    return entries.stream()
        .filter(AttrOrOid.Attr.class::isInstance)
        .map(AttrOrOid.Attr.class::cast)
        .filter(a -> a.type().equals(type))
        .findFirst();
  }
}
