package org.bequest.formats.cmc.control;

import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.asn1.Octets;
import org.bequest.formats.asn1.PartReader;
import org.bequest.formats.asn1.Text;
import org.bequest.formats.asn1.Times;
import org.bequest.formats.pkix.CrlReason;
import org.bequest.formats.pkix.Names;
import org.bouncycastle.asn1.ASN1Enumerated;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.X500Name;

/**
 * Asks that a certificate be revoked.
 *
 * <pre>
 * RevokeRequest ::= SEQUENCE {
 *   issuerName      Name,
 *   serialNumber    INTEGER,
 *   reason          CRLReason,
 *   invalidityDate  GeneralizedTime OPTIONAL,
 *   passphrase      OCTET STRING OPTIONAL,
 *   comment         UTF8String OPTIONAL }                   -- RFC 5272 section 6.11
 * </pre>
 *
 * @param invalidityDate since when the certificate should not be relied on
 * @param sharedSecret what was agreed for the day on which the key is lost
 */
public record RevokeRequest(
    X500Name issuerName,
    BigInteger serialNumber,
    CrlReason reason,
    Optional<Instant> invalidityDate,
    Optional<Octets> sharedSecret,
    Optional<String> comment)
    implements Control {
  private static final String PATH = "/RevokeRequest";
  private static final int OCTET_STRING = 0x04;
  private static final int CONSTRUCTED_OCTET_STRING = 0x24;

  static RevokeRequest decode(Encoded value) throws MalformedException {
    PartReader fields = PartReader.of(value, PATH);
    X500Name issuer = Names.name(fields.next("issuerName").value(), PATH + "/issuerName");
    ASN1Integer serial = fields.next("serialNumber", ASN1Integer::getInstance);
    CrlReason reason = reason(fields.next("reason", ASN1Enumerated::getInstance));
    Optional<Instant> invalid = Times.decode(fields.optional(Times.GENERALIZED), PATH);
    Optional<Octets> secret = secret(fields);
    Optional<String> comment = Optional.empty();
    if (fields.hasMore()) {
      comment = Optional.of(Text.utf8(fields.next("comment"), PATH + "/comment"));
    }
    fields.end();
    return new RevokeRequest(issuer, serial.getValue(), reason, invalid, secret, comment);
  }

  private static Optional<Octets> secret(PartReader fields) throws MalformedException {
    Optional<Encoded> value = fields.optional(OCTET_STRING);
    if (value.isEmpty()) {
      value = fields.optional(CONSTRUCTED_OCTET_STRING);
    }
    return value.isEmpty()
        ? Optional.empty()
        : Optional.of(OctetValue.decode(value.get(), PATH + "/passphrase"));
  }

  private static CrlReason reason(ASN1Enumerated value) throws MalformedException {
    return (value.getValue().bitLength() > 8 ? Optional.<CrlReason>empty() : known(value))
        .orElseThrow(() -> new MalformedException("unknown reason at " + PATH + "/reason"));
  }

  private static Optional<CrlReason> known(ASN1Enumerated value) {
    return CrlReason.of(value.getValue().intValueExact());
  }

  @Override
  public ASN1ObjectIdentifier type() {
    return ControlType.REVOKE_REQUEST.oid();
  }

  @Override
  public List<Encoded> values() {
    List<Encoded> fields = new ArrayList<>();
    fields.add(Encoded.of(issuerName));
    fields.add(Encoded.of(new ASN1Integer(serialNumber)));
    fields.add(Encoded.of(new ASN1Enumerated(reason.code())));
    invalidityDate.ifPresent(t -> fields.add(Times.encode(t)));
    sharedSecret.ifPresent(s -> fields.add(OctetValue.encoded(s)));
    comment.ifPresent(c -> fields.add(Encoded.of(new DERUTF8String(c))));
    return List.of(Encoded.sequenceOf(fields));
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "RevokeRequest[" + serialNumber.toString(16) + ", " + reason.text() + "]";
  }
}
