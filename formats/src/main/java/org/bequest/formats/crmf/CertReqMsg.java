package org.bequest.formats.crmf;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.asn1.Limits;
import org.bequest.formats.asn1.PartReader;

/**
 * A request for a certificate by template, decoded and not yet believed.
 *
 * <pre>
 * CertReqMsg ::= SEQUENCE {
 *   certReq   CertRequest,
 *   popo      ProofOfPossession  OPTIONAL,
 *   regInfo   SEQUENCE SIZE(1..MAX) OF AttributeTypeAndValue OPTIONAL }
 *                                                         -- RFC 4211 section 3
 * </pre>
 *
 * @param encoded the whole message as it came
 * @param popo empty when possession is shown otherwise, or not at all
 */
public record CertReqMsg(
    CertRequest certReq, Optional<Popo> popo, List<CrmfControl> regInfo, Encoded encoded) {
  private static final Limits LIMITS = new Limits(1 << 16, 24, 2000);
  private static final int MOST_MESSAGES = 1000;
  private static final String PATH = "/CertReqMsg";

  public CertReqMsg {
    regInfo = List.copyOf(regInfo);
  }

  /** A request that is sent as CMC allows it: without regInfo (RFC 5272 section 3.2.1.2.2). */
  public static CertReqMsg of(CertRequest certReq, Optional<Popo> popo) {
    List<Encoded> fields = new ArrayList<>();
    fields.add(certReq.encoded());
    popo.ifPresent(proof -> fields.add(proof.encode()));
    return new CertReqMsg(certReq, popo, List.of(), Encoded.sequenceOf(fields));
  }

  /** One message in BER, of at most 64 KiB. */
  public static CertReqMsg decode(byte[] encoded) throws MalformedException {
    return decode(Encoded.ber(encoded, LIMITS));
  }

  public static CertReqMsg decode(Encoded message) throws MalformedException {
    PartReader fields = PartReader.of(message, PATH);
    CertRequest certReq = CertRequest.decode(fields.next("certReq"));
    List<CrmfControl> regInfo = List.of();
    Optional<Popo> popo = Optional.empty();
    while (fields.hasMore()) {
      Encoded field = fields.next("popo");
      if (field.identifier() == Encoded.SEQUENCE) {
        regInfo = CrmfControl.decodeList(field, PATH + "/regInfo");
        fields.end();
      } else if (popo.isPresent()) {
        throw new MalformedException("unknown field at " + PATH);
      } else {
        popo = Optional.of(Popo.decode(field));
      }
    }
    return new CertReqMsg(certReq, popo, regInfo, message);
  }

  /** {@code CertReqMessages ::= SEQUENCE SIZE (1..MAX) OF CertReqMsg}. */
  public static List<CertReqMsg> decodeMessages(byte[] encoded) throws MalformedException {
    List<CertReqMsg> messages = new ArrayList<>();
    Encoded all = Encoded.ber(encoded, LIMITS);
    for (Encoded message : PartReader.elements(all, MOST_MESSAGES, "/CertReqMessages")) {
      messages.add(decode(message));
    }
    if (messages.isEmpty()) {
      throw new MalformedException("no message at /CertReqMessages");
    }
    return List.copyOf(messages);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CertReqMsg message && encoded.equals(message.encoded);
  }

  @Override
  public int hashCode() {
    return encoded.hashCode();
  }
}
