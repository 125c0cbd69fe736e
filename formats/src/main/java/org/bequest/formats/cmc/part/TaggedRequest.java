package org.bequest.formats.cmc.part;

import java.util.List;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.asn1.PartReader;
import org.bequest.formats.crmf.CertReqMsg;
import org.bequest.formats.pkix.Csr;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;

/**
 * One request for a certificate.
 *
 * <pre>
 * TaggedRequest ::= CHOICE {
 *   tcr               [0] TaggedCertificationRequest,
 *   crm               [1] CertReqMsg,
 *   orm               [2] SEQUENCE {
 *     bodyPartID            BodyPartID,
 *     requestMessageType    OBJECT IDENTIFIER,
 *     requestMessageValue   ANY DEFINED BY requestMessageType } }
 * TaggedCertificationRequest ::= SEQUENCE {
 *   bodyPartID            BodyPartID,
 *   certificationRequest  CertificationRequest }          -- RFC 5272 section 3.2.1.2
 * </pre>
 */
public sealed interface TaggedRequest {
  int TCR = 0xa0;
  int CRM = 0xa1;
  int ORM = 0xa2;

  /** Of a crm this is its certReqId. */
  BodyPartId id();

  /** The whole choice with its tag, octet for octet as it came. */
  Encoded encoded();

  /** A PKCS#10 request. */
  record Tcr(BodyPartId id, Csr csr, Encoded encoded) implements TaggedRequest {
    @Override
    public boolean equals(Object other) {
      return other instanceof Tcr tcr && encoded.equals(tcr.encoded);
    }

    @Override
    public int hashCode() {
      return encoded.hashCode();
    }
  }

  /** A CRMF request. */
  record Crm(BodyPartId id, CertReqMsg message, Encoded encoded) implements TaggedRequest {}

  /** A request in a format that is defined elsewhere. */
  record Orm(BodyPartId id, ASN1ObjectIdentifier type, Encoded value, Encoded encoded)
      implements TaggedRequest {}

  static TaggedRequest of(BodyPartId id, Csr csr) {
    return new Tcr(id, csr, tagged(TCR, id.encode(), Encoded.known(csr.encoded())));
  }

  static TaggedRequest of(CertReqMsg message) throws MalformedException {
    return new Crm(idOf(message), message, message.encoded().retagged(CRM));
  }

  static TaggedRequest of(BodyPartId id, ASN1ObjectIdentifier type, Encoded value) {
    return new Orm(id, type, value, tagged(ORM, id.encode(), Encoded.of(type), value));
  }

  static TaggedRequest decode(Encoded value) throws MalformedException {
    return switch (value.identifier()) {
      case TCR -> tcr(value);
      case CRM -> {
        CertReqMsg message = CertReqMsg.decode(value.retagged(Encoded.SEQUENCE));
        yield new Crm(idOf(message), message, value);
      }
      case ORM -> orm(value);
      default -> throw new MalformedException("unknown kind of request at /reqSequence");
    };
  }

  private static Tcr tcr(Encoded value) throws MalformedException {
    String path = "/reqSequence/tcr";
    PartReader fields = PartReader.of(value, TCR, path);
    BodyPartId id = BodyPartId.ofElement(fields.next("bodyPartID"), path);
    Csr csr = Csr.decode(fields.next("certificationRequest").octets());
    fields.end();
    return new Tcr(id, csr, value);
  }

  private static Orm orm(Encoded value) throws MalformedException {
    String path = "/reqSequence/orm";
    PartReader fields = PartReader.of(value, ORM, path);
    BodyPartId id = BodyPartId.ofElement(fields.next("bodyPartID"), path);
    ASN1ObjectIdentifier type =
        fields.next("requestMessageType", ASN1ObjectIdentifier::getInstance);
    Encoded content = fields.next("requestMessageValue");
    fields.end();
    return new Orm(id, type, content, value);
  }

  private static BodyPartId idOf(CertReqMsg message) throws MalformedException {
    String path = "/reqSequence/crm/certReq/certReqId";
    return BodyPartId.of(message.certReq().certReqId(), path).forElement(path);
  }

  private static Encoded tagged(int identifier, Encoded... fields) {
    return Encoded.constructed(identifier, List.of(fields));
  }
}
