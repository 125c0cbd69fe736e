package org.bequest.formats.cmc.control;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.asn1.PartReader;
import org.bequest.formats.asn1.Times;
import org.bequest.formats.pkix.Names;
import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.ReasonFlags;

/**
 * Asks for a revocation list.
 *
 * <pre>
 * GetCRL ::= SEQUENCE {
 *   issuerName      Name,
 *   cRLName         GeneralName OPTIONAL,
 *   time            GeneralizedTime OPTIONAL,
 *   reasons         ReasonFlags OPTIONAL }                  -- RFC 5272 section 6.10
 * </pre>
 *
 * @param crlName of its distribution point
 * @param time the list that was the newest then; without one the newest of all
 * @param reasons that it should cover
 */
public record GetCrl(
    X500Name issuerName,
    Optional<GeneralName> crlName,
    Optional<Instant> time,
    Optional<ReasonFlags> reasons)
    implements Control {
  private static final String PATH = "/GetCRL";
  private static final int BIT_STRING = 0x03;

  static GetCrl decode(Encoded value) throws MalformedException {
    PartReader fields = PartReader.of(value, PATH);
    X500Name issuer = Names.name(fields.next("issuerName").value(), PATH + "/issuerName");
    Optional<GeneralName> crlName = Optional.empty();
    if (fields.contextSpecific()) {
      crlName = Optional.of(Names.general(fields.next("cRLName").value(), PATH + "/cRLName"));
    }
    Optional<Instant> time = Times.decode(fields.optional(Times.GENERALIZED), PATH + "/time");
    Optional<ReasonFlags> reasons = Optional.empty();
    if (fields.hasMore()) {
      reasons = Optional.of(reasons(fields.next("reasons")));
    }
    fields.end();
    return new GetCrl(issuer, crlName, time, reasons);
  }

  private static ReasonFlags reasons(Encoded value) throws MalformedException {
    if (value.identifier() != BIT_STRING) {
      throw new MalformedException("unknown field at " + PATH);
    }
    return new ReasonFlags((ASN1BitString) value.value());
  }

  @Override
  public ASN1ObjectIdentifier type() {
    return ControlType.GET_CRL.oid();
  }

  @Override
  public List<Encoded> values() {
    List<Encoded> fields = new ArrayList<>();
    fields.add(Encoded.of(issuerName));
    crlName.ifPresent(n -> fields.add(Encoded.of(n)));
    time.ifPresent(t -> fields.add(Times.encode(t)));
    reasons.ifPresent(r -> fields.add(Encoded.of(r)));
    return List.of(Encoded.sequenceOf(fields));
  }
}
