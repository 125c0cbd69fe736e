package org.bequest.formats.crmf;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.asn1.PartReader;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;

/**
 * What is asked for, and what a signature for proof of possession covers.
 *
 * <pre>
 * CertRequest ::= SEQUENCE {
 *   certReqId     INTEGER,
 *   certTemplate  CertTemplate,
 *   controls      Controls OPTIONAL }
 * Controls  ::= SEQUENCE SIZE(1..MAX) OF AttributeTypeAndValue
 *                                                         -- RFC 4211 section 5
 * </pre>
 *
 * @param encoded as it came
 */
public record CertRequest(
    BigInteger certReqId, CertTemplate certTemplate, List<CrmfControl> controls, Encoded encoded) {
  private static final String PATH = "/CertReqMsg/certReq";

  public CertRequest {
    controls = List.copyOf(controls);
  }

  public static CertRequest of(long certReqId, CertTemplate template, List<CrmfControl> controls) {
    BigInteger id = BigInteger.valueOf(certReqId);
    List<Encoded> fields = new ArrayList<>();
    fields.add(Encoded.of(new ASN1Integer(id)));
    fields.add(template.encode());
    if (!controls.isEmpty()) {
      fields.add(Encoded.sequenceOf(controls.stream().map(CrmfControl::encode).toList()));
    }
    return new CertRequest(id, template, controls, Encoded.sequenceOf(fields));
  }

  static CertRequest decode(Encoded value) throws MalformedException {
    PartReader fields = PartReader.of(value, PATH);
    ASN1Integer id = fields.next("certReqId", ASN1Integer::getInstance);
    CertTemplate template = CertTemplate.decode(fields.next("certTemplate"));
    List<CrmfControl> controls = List.of();
    if (fields.hasMore()) {
      controls = CrmfControl.decodeList(fields.next("controls"), PATH + "/controls");
    }
    fields.end();
    return new CertRequest(id.getValue(), template, controls, value);
  }

  /** The value of the only control of this type. */
  public Optional<Encoded> control(ASN1ObjectIdentifier type) throws MalformedException {
    List<CrmfControl> found = controls.stream().filter(c -> c.type().equals(type)).toList();
    if (found.size() > 1) {
      throw new MalformedException("a control comes twice at " + PATH + "/controls");
    }
    return found.stream().map(CrmfControl::value).findFirst();
  }
}
