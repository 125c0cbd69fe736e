package org.bequest.formats.receipt;

import java.util.Optional;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.SequenceReader;
import org.bequest.formats.receipt.PackageIdentifier.PackageId;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;

/**
 * The attribute that names a package. Signed, authenticated or a content attribute, in DER, with
 * exactly one value; each place where it appears is judged by itself.
 *
 * <pre>
 * KeyPkgIdentifierAndReceiptReq ::= SEQUENCE {
 *   pkgID       KeyPkgID,
 *   receiptReq  KeyPkgReceiptReq OPTIONAL }           -- RFC 7191 section 3
 *
 * KeyPkgID ::= OCTET STRING
 * </pre>
 *
 * @param request absent when the package is only named and no receipt is wanted
 */
public record PackageIdAndReceiptRequest(PackageId id, Optional<ReceiptRequest> request) {
  private static final String PATH = "/KeyPkgIdentifierAndReceiptReq";

  /**
   * @throws MalformedException also for an attribute of another type, or without exactly one value
   */
  public static PackageIdAndReceiptRequest of(Attribute attribute) throws MalformedException {
    if (!attribute.getAttrType().equals(ReceiptOids.PACKAGE_ID_AND_RECEIPT_REQUEST)
        || attribute.getAttrValues().size() != 1) {
      throw new MalformedException("not exactly one value at " + PATH);
    }
    return decode(attribute.getAttrValues().getObjectAt(0));
  }

  static PackageIdAndReceiptRequest decode(ASN1Encodable value) throws MalformedException {
    SequenceReader fields = SequenceReader.of(value, PATH);
    PackageId id = new PackageId(fields.next("pkgID", ASN1OctetString::getInstance));
    Optional<ASN1Primitive> asked = fields.optional(ASN1Sequence.class::isInstance);
    Optional<ReceiptRequest> request = Optional.empty();
    if (asked.isPresent()) {
      request = Optional.of(ReceiptRequest.decode(asked.get(), PATH + "/receiptReq"));
    }
    fields.end();
    PackageIdAndReceiptRequest decoded = new PackageIdAndReceiptRequest(id, request);
    ReceiptDer.checkSame(decoded.toAsn1(), value, PATH);
    return decoded;
  }

  public Attribute toAttribute() {
    return new Attribute(ReceiptOids.PACKAGE_ID_AND_RECEIPT_REQUEST, new DERSet(toAsn1()));
  }

  private ASN1Sequence toAsn1() {
    ASN1EncodableVector fields = new ASN1EncodableVector();
    fields.add(id.value());
    request.ifPresent(r -> fields.add(r.toAsn1()));
    return new DERSequence(fields);
  }
}
