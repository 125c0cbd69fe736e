package org.bequest.formats.receipt;

import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Der;
import org.bequest.formats.asn1.SequenceReader;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERSequence;

/**
 * That a package has arrived. Always inside of a SignedData.
 *
 * <pre>
 * KeyPackageReceipt ::= SEQUENCE {
 *   version          KeyPkgVersion DEFAULT v2,
 *   receiptOf        KeyPkgIdentifier,
 *   receivedBy       SIREntityName }                  -- RFC 7191 section 4
 * </pre>
 *
 * @param version 2, or the deprecated 1
 */
public record KeyPackageReceipt(
    int version, PackageIdentifier receiptOf, SirEntityName receivedBy) {
  private static final String PATH = "/KeyPackageReceipt";

  public static KeyPackageReceipt of(PackageIdentifier receiptOf, SirEntityName receivedBy) {
    return new KeyPackageReceipt(ReceiptDer.VERSION, receiptOf, receivedBy);
  }

  public static KeyPackageReceipt decode(byte[] encoded) throws MalformedException {
    ASN1Primitive value = ReceiptDer.read(encoded);
    SequenceReader fields = SequenceReader.of(value, PATH);
    int version = ReceiptDer.version(fields);
    PackageIdentifier receiptOf =
        PackageIdentifier.decode(fields.next("receiptOf"), PATH + "/receiptOf");
    SirEntityName receivedBy =
        SirEntityName.decode(fields.next("receivedBy"), PATH + "/receivedBy");
    fields.end();
    KeyPackageReceipt receipt = new KeyPackageReceipt(version, receiptOf, receivedBy);
    ReceiptDer.checkSame(receipt.toAsn1(), value, PATH);
    return receipt;
  }

  public byte[] encode() {
    return Der.of(toAsn1());
  }

  private ASN1Sequence toAsn1() {
    ASN1EncodableVector fields = new ASN1EncodableVector();
    if (version != ReceiptDer.VERSION) {
      fields.add(new ASN1Integer(version));
    }
    fields.add(receiptOf.toAsn1());
    fields.add(receivedBy.toAsn1());
    return new DERSequence(fields);
  }
}
