package org.bequest.formats.tamp;

import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Encoded;

/**
 * Changes the communities of a store, as a whole or not at all.
 *
 * <pre>
 * TAMPCommunityUpdate ::= SEQUENCE {
 *   version  [0] TAMPVersion DEFAULT v2,
 *   terse    [1] TerseOrVerbose DEFAULT verbose,
 *   msgRef       TAMPMsgRef,
 *   updates      CommunityUpdates }                   -- RFC 5934 section 4.7
 * </pre>
 */
public record TampCommunityUpdate(TerseOrVerbose terse, TampMsgRef msgRef, CommunityUpdates updates)
    implements TampRequest {
  static TampCommunityUpdate decode(Encoded value, String path) throws MalformedException {
    Fields fields = Fields.ofMessage(value, path);
    TerseOrVerbose terse = fields.terse();
    TampMsgRef msgRef = fields.reference("msgRef");
    CommunityUpdates updates =
        CommunityUpdates.decode(fields.next("updates"), fields.at("updates"));
    fields.end();
    return new TampCommunityUpdate(terse, msgRef, updates);
  }

  @Override
  public Encoded encode() {
    return new Fields.Written().terse(terse).add(msgRef.encode()).add(updates.encode()).sequence();
  }

  @Override
  public TampMessageType messageType() {
    return TampMessageType.COMMUNITY_UPDATE;
  }
}
