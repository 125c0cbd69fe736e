package org.bequest.formats.hardware;

import java.util.Optional;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Octets;
import org.bequest.formats.asn1.SequenceReader;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.OtherName;

/**
 * One hardware module among all there are. Certificates carry it as an otherName.
 *
 * <pre>
 * HardwareModuleName ::= SEQUENCE {
 *   hwType      OBJECT IDENTIFIER,
 *   hwSerialNum OCTET STRING }                        -- RFC 4108 section 5
 * </pre>
 *
 * @param type of hardware, with its revision
 * @param serialNumber need not be a number
 */
public record HardwareModuleName(ASN1ObjectIdentifier type, Octets serialNumber) {
  /** id-on-hardwareModuleName. */
  public static final ASN1ObjectIdentifier ID = new ASN1ObjectIdentifier("1.3.6.1.5.5.7.8.4");

  /**
   * The module that an alternative name names; empty for a name of another kind.
   *
   * @throws MalformedException when it says that it is one and is not
   */
  public static Optional<HardwareModuleName> of(GeneralName name) throws MalformedException {
    if (name.getTagNo() != GeneralName.otherName) {
      return Optional.empty();
    }
    OtherName other = OtherName.getInstance(name.getName());
    return other.getTypeID().equals(ID)
        ? Optional.of(decode(other.getValue(), "/HardwareModuleName"))
        : Optional.empty();
  }

  public static HardwareModuleName decode(ASN1Encodable value, String path)
      throws MalformedException {
    SequenceReader fields = SequenceReader.of(value, path);
    HardwareModuleName name = fields(fields);
    fields.end();
    return name;
  }

  /** The two fields where they stand among others, as in receipts and errors. */
  public static HardwareModuleName fields(SequenceReader fields) throws MalformedException {
    ASN1ObjectIdentifier type = fields.next("hwType", ASN1ObjectIdentifier::getInstance);
    ASN1OctetString serial = fields.next("hwSerialNum", ASN1OctetString::getInstance);
    return new HardwareModuleName(type, Octets.of(serial.getOctets()));
  }

  public ASN1Sequence toAsn1() {
    ASN1EncodableVector fields = new ASN1EncodableVector();
    addTo(fields);
    return new DERSequence(fields);
  }

  /** The two fields where they stand among others. */
  public void addTo(ASN1EncodableVector fields) {
    fields.add(type);
    fields.add(new DEROctetString(serialNumber.bytes()));
  }

  /** As a certificate names it. */
  public GeneralName generalName() {
    return new GeneralName(GeneralName.otherName, new OtherName(ID, toAsn1()));
  }
}
