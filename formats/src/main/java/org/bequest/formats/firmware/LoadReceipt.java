package org.bequest.formats.firmware;

import java.util.Optional;
import java.util.function.Function;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Asn1;
import org.bequest.formats.asn1.Der;
import org.bequest.formats.asn1.Octets;
import org.bequest.formats.asn1.SequenceReader;
import org.bequest.formats.cms.CmsOids;
import org.bequest.formats.cms.Content;
import org.bequest.formats.hardware.HardwareModuleName;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;

/**
 * That a module has loaded a package.
 *
 * <pre>
 * FirmwarePackageLoadReceipt ::= SEQUENCE {
 *   version          FWReceiptVersion DEFAULT v1,
 *   hwType           OBJECT IDENTIFIER,
 *   hwSerialNum      OCTET STRING,
 *   fwPkgName        PreferredOrLegacyPackageIdentifier,
 *   trustAnchorKeyID OCTET STRING OPTIONAL,
 *   decryptKeyID     [1] OCTET STRING OPTIONAL }      -- RFC 4108 section 3.1.3; IMPLICIT TAGS
 * </pre>
 *
 * @param trustAnchor the key identifier of the anchor that the signature led to
 * @param decryptKey only when the package was encrypted and this key has decrypted it
 */
public record LoadReceipt(
    HardwareModuleName module,
    PackageName name,
    Optional<Octets> trustAnchor,
    Optional<Octets> decryptKey)
    implements LoadReport {
  private static final String PATH = "/FirmwarePackageLoadReceipt";

  public static LoadReceipt of(HardwareModuleName module, PackageName name) {
    return new LoadReceipt(module, name, Optional.empty(), Optional.empty());
  }

  public LoadReceipt trusting(Octets keyIdentifier) {
    return new LoadReceipt(module, name, Optional.of(keyIdentifier), decryptKey);
  }

  public LoadReceipt decryptedWith(Octets keyIdentifier) {
    return new LoadReceipt(module, name, trustAnchor, Optional.of(keyIdentifier));
  }

  /** Reads DER or BER: only what is signed must be DER (RFC 4108 section 1.4). */
  public static LoadReceipt decode(byte[] encoded) throws MalformedException {
    SequenceReader fields = ReportFields.of(encoded, PATH);
    HardwareModuleName module = HardwareModuleName.fields(fields);
    PackageName name = PackageName.decode(fields.next("fwPkgName"), PATH + "/fwPkgName");
    Optional<Octets> anchor =
        fields.optional(ASN1OctetString.class::isInstance).map(LoadReceipt::octets);
    Optional<Octets> key = implicit(fields.tagged(1));
    fields.end();
    return new LoadReceipt(module, name, anchor, key);
  }

  private static Octets octets(ASN1Primitive value) {
    return Octets.of(((ASN1OctetString) value).getOctets());
  }

  private static Optional<Octets> implicit(Optional<ASN1TaggedObject> field)
      throws MalformedException {
    if (field.isEmpty()) {
      return Optional.empty();
    }
    Function<ASN1TaggedObject, ASN1OctetString> octets = t -> ASN1OctetString.getInstance(t, false);
    return Optional.of(octets(Asn1.typed(field.get(), octets, PATH + "/decryptKeyID")));
  }

  @Override
  public Content encode() {
    ASN1EncodableVector fields = new ASN1EncodableVector();
    module.addTo(fields);
    fields.add(name.toAsn1());
    trustAnchor.ifPresent(id -> fields.add(new DEROctetString(id.bytes())));
    decryptKey.ifPresent(
        id -> fields.add(new DERTaggedObject(false, 1, new DEROctetString(id.bytes()))));
    return new Content(CmsOids.FIRMWARE_PACKAGE_LOAD_RECEIPT, Der.of(new DERSequence(fields)));
  }
}
