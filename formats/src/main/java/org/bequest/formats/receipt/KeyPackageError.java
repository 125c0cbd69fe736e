package org.bequest.formats.receipt;

import java.util.Optional;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Asn1;
import org.bequest.formats.asn1.Der;
import org.bequest.formats.asn1.SequenceReader;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;

/**
 * That a package could not be used. Signed whenever its sender can sign.
 *
 * <pre>
 * KeyPackageError ::= SEQUENCE {
 *   version        KeyPkgVersion DEFAULT v2,
 *   errorOf    [0] KeyPkgIdentifier OPTIONAL,         -- a CHOICE, so the tag is explicit
 *   errorBy        SIREntityName,
 *   errorCode      ErrorCodeChoice }                  -- RFC 7191 section 5
 * </pre>
 *
 * @param version 2, or the deprecated 1
 * @param errorOf absent when the package could not be read so far
 */
public record KeyPackageError(
    int version,
    Optional<PackageIdentifier> errorOf,
    SirEntityName errorBy,
    KeyPackageErrorCode errorCode) {
  private static final String PATH = "/KeyPackageError";

  public static KeyPackageError of(
      Optional<PackageIdentifier> errorOf, SirEntityName errorBy, KeyPackageErrorCode errorCode) {
    return new KeyPackageError(ReceiptDer.VERSION, errorOf, errorBy, errorCode);
  }

  public static KeyPackageError decode(byte[] encoded) throws MalformedException {
    ASN1Primitive value = ReceiptDer.read(encoded);
    SequenceReader fields = SequenceReader.of(value, PATH);
    int version = ReceiptDer.version(fields);
    Optional<PackageIdentifier> errorOf = errorOf(fields.tagged(0));
    SirEntityName errorBy = SirEntityName.decode(fields.next("errorBy"), PATH + "/errorBy");
    KeyPackageErrorCode code = KeyPackageErrorCode.decode(fields.next("errorCode"), PATH);
    fields.end();
    KeyPackageError error = new KeyPackageError(version, errorOf, errorBy, code);
    ReceiptDer.checkSame(error.toAsn1(), value, PATH);
    return error;
  }

  private static Optional<PackageIdentifier> errorOf(Optional<ASN1TaggedObject> field)
      throws MalformedException {
    if (field.isEmpty()) {
      return Optional.empty();
    }
    String path = PATH + "/errorOf";
    return Optional.of(
        PackageIdentifier.decode(
            Asn1.typed(field.get(), ASN1TaggedObject::getExplicitBaseObject, path), path));
  }

  public byte[] encode() {
    return Der.of(toAsn1());
  }

  private ASN1Sequence toAsn1() {
    ASN1EncodableVector fields = new ASN1EncodableVector();
    if (version != ReceiptDer.VERSION) {
      fields.add(new ASN1Integer(version));
    }
    errorOf.ifPresent(of -> fields.add(new DERTaggedObject(true, 0, of.toAsn1())));
    fields.add(errorBy.toAsn1());
    fields.add(errorCode.toAsn1());
    return new DERSequence(fields);
  }
}
