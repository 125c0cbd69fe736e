package org.bequest.formats.cmc.control;

import java.math.BigInteger;
import java.util.List;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.asn1.PartReader;
import org.bequest.formats.pkix.Names;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;

/**
 * The holder accepts a certificate.
 *
 * <pre>
 * CMCCertId ::= IssuerAndSerialNumber                       -- RFC 5272 section 6.14
 * IssuerAndSerialNumber ::= SEQUENCE {
 *   issuer          Name,
 *   serialNumber    CertificateSerialNumber }               -- RFC 5652 section 10.2.4
 * </pre>
 */
public record ConfirmCertAcceptance(X500Name issuer, BigInteger serialNumber) implements Control {
  private static final String PATH = "/CMCCertId";

  static ConfirmCertAcceptance decode(Encoded value) throws MalformedException {
    PartReader fields = PartReader.of(value, PATH);
    X500Name issuer = Names.name(fields.next("issuer").value(), PATH + "/issuer");
    ASN1Integer serial = fields.next("serialNumber", ASN1Integer::getInstance);
    fields.end();
    return new ConfirmCertAcceptance(issuer, serial.getValue());
  }

  @Override
  public ASN1ObjectIdentifier type() {
    return ControlType.CONFIRM_CERT_ACCEPTANCE.oid();
  }

  @Override
  public List<Encoded> values() {
    return List.of(Encoded.sequence(Encoded.of(issuer), Encoded.of(new ASN1Integer(serialNumber))));
  }
}
