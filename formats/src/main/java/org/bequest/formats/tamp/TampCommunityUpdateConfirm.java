package org.bequest.formats.tamp;

import java.util.Optional;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Encoded;

/**
 * What came of a community update.
 *
 * <pre>
 * TAMPCommunityUpdateConfirm ::= SEQUENCE {
 *   version  [0] TAMPVersion DEFAULT v2,
 *   update       TAMPMsgRef,
 *   commConfirm  CommunityConfirm }                   -- RFC 5934 section 4.8
 * </pre>
 *
 * @param update the reference of the community update
 */
public record TampCommunityUpdateConfirm(TampMsgRef update, CommunityConfirm commConfirm)
    implements TampAnswer {
  static TampCommunityUpdateConfirm decode(Encoded value, String path) throws MalformedException {
    Fields fields = Fields.ofMessage(value, path);
    TampMsgRef update = fields.reference("update");
    CommunityConfirm confirm =
        CommunityConfirm.decode(fields.next("commConfirm"), fields.at("commConfirm"));
    fields.end();
    return new TampCommunityUpdateConfirm(update, confirm);
  }

  @Override
  public Encoded encode() {
    return Encoded.sequence(update.encode(), commConfirm.encode());
  }

  @Override
  public TampMessageType messageType() {
    return TampMessageType.COMMUNITY_UPDATE_CONFIRM;
  }

  @Override
  public Optional<TampMsgRef> reference() {
    return Optional.of(update);
  }
}
