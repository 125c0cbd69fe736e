package org.bequest.formats.tamp;

import java.util.Optional;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Encoded;

/**
 * What a store holds.
 *
 * <pre>
 * TAMPStatusResponse ::= SEQUENCE {
 *   version  [0] TAMPVersion DEFAULT v2,
 *   query        TAMPMsgRef,
 *   response     StatusResponse,
 *   usesApex     BOOLEAN DEFAULT TRUE }               -- RFC 5934 section 4.2
 * </pre>
 *
 * @param query the reference of the status query
 * @param usesApex whether the first anchor of the response is the apex
 */
public record TampStatusResponse(TampMsgRef query, StatusResponse response, boolean usesApex)
    implements TampAnswer {
  public TampStatusResponse {
    if (!usesApex && response.needsApex()) {
      throw new IllegalArgumentException("only an apex has a contingency key");
    }
  }

  static TampStatusResponse decode(Encoded value, String path) throws MalformedException {
    Fields fields = Fields.ofMessage(value, path);
    TampMsgRef query = fields.reference("query");
    StatusResponse response = StatusResponse.decode(fields.next("response"), fields.at("response"));
    boolean usesApex = fields.usesApex();
    fields.end();
    if (!usesApex && response.needsApex()) {
      throw new MalformedException("a contingency key without an apex at " + path);
    }
    return new TampStatusResponse(query, response, usesApex);
  }

  @Override
  public Encoded encode() {
    return new Fields.Written()
        .add(query.encode())
        .add(response.encode())
        .usesApex(usesApex)
        .sequence();
  }

  @Override
  public TampMessageType messageType() {
    return TampMessageType.STATUS_RESPONSE;
  }

  @Override
  public Optional<TampMsgRef> reference() {
    return Optional.of(query);
  }
}
