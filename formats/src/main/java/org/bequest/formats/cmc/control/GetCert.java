package org.bequest.formats.cmc.control;

import java.math.BigInteger;
import java.util.List;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.asn1.PartReader;
import org.bequest.formats.pkix.Names;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.GeneralName;

/**
 * Asks for a certificate that was issued before.
 *
 * <pre>
 * GetCert ::= SEQUENCE {
 *   issuerName      GeneralName,
 *   serialNumber    INTEGER }                               -- RFC 5272 section 6.9
 * </pre>
 */
public record GetCert(GeneralName issuerName, BigInteger serialNumber) implements Control {
  private static final String PATH = "/GetCert";

  static GetCert decode(Encoded value) throws MalformedException {
    PartReader fields = PartReader.of(value, PATH);
    GeneralName issuer = Names.general(fields.next("issuerName").value(), PATH + "/issuerName");
    ASN1Integer serial = fields.next("serialNumber", ASN1Integer::getInstance);
    fields.end();
    return new GetCert(issuer, serial.getValue());
  }

  @Override
  public ASN1ObjectIdentifier type() {
    return ControlType.GET_CERT.oid();
  }

  @Override
  public List<Encoded> values() {
    return List.of(
        Encoded.sequence(Encoded.of(issuerName), Encoded.of(new ASN1Integer(serialNumber))));
  }
}
