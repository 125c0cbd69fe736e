package org.bequest.formats.tamp;

import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Encoded;

/**
 * Asks a store which anchors it holds and to which communities it belongs.
 *
 * <pre>
 * TAMPStatusQuery ::= SEQUENCE {
 *   version  [0] TAMPVersion DEFAULT v2,
 *   terse    [1] TerseOrVerbose DEFAULT verbose,
 *   query    TAMPMsgRef }                             -- RFC 5934 section 4.1
 * </pre>
 */
public record TampStatusQuery(TerseOrVerbose terse, TampMsgRef query) implements TampRequest {
  static TampStatusQuery decode(Encoded value, String path) throws MalformedException {
    Fields fields = Fields.ofMessage(value, path);
    TerseOrVerbose terse = fields.terse();
    TampMsgRef query = fields.reference("query");
    fields.end();
    return new TampStatusQuery(terse, query);
  }

  @Override
  public Encoded encode() {
    return new Fields.Written().terse(terse).add(query.encode()).sequence();
  }

  @Override
  public TampMessageType messageType() {
    return TampMessageType.STATUS_QUERY;
  }

  @Override
  public TampMsgRef msgRef() {
    return query;
  }
}
