package org.bequest.formats.tamp;

import java.util.Optional;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Encoded;

/**
 * What came of each entry of an update.
 *
 * <pre>
 * TAMPUpdateConfirm ::= SEQUENCE {
 *   version  [0] TAMPVersion DEFAULT v2,
 *   update       TAMPMsgRef,
 *   confirm      UpdateConfirm }                      -- RFC 5934 section 4.4
 * </pre>
 *
 * @param update the reference of the update
 */
public record TampUpdateConfirm(TampMsgRef update, UpdateConfirm confirm) implements TampAnswer {
  /** Whether it may be the answer to this: it names it and has a status for each of its entries. */
  public boolean answers(TampUpdate request) {
    return update.equals(request.msgRef()) && confirm.status().size() == request.updates().size();
  }

  static TampUpdateConfirm decode(Encoded value, String path) throws MalformedException {
    Fields fields = Fields.ofMessage(value, path);
    TampMsgRef update = fields.reference("update");
    UpdateConfirm confirm = UpdateConfirm.decode(fields.next("confirm"), fields.at("confirm"));
    fields.end();
    return new TampUpdateConfirm(update, confirm);
  }

  @Override
  public Encoded encode() {
    return Encoded.sequence(update.encode(), confirm.encode());
  }

  @Override
  public TampMessageType messageType() {
    return TampMessageType.UPDATE_CONFIRM;
  }

  @Override
  public Optional<TampMsgRef> reference() {
    return Optional.of(update);
  }
}
