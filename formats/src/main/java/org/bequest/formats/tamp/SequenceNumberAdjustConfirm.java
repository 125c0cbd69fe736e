package org.bequest.formats.tamp;

import java.util.Optional;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Encoded;

/**
 * What came of a sequence number adjust.
 *
 * <pre>
 * SequenceNumberAdjustConfirm ::= SEQUENCE {
 *   version  [0] TAMPVersion DEFAULT v2,
 *   adjust       TAMPMsgRef,
 *   status       StatusCode }                         -- RFC 5934 section 4.10
 * </pre>
 *
 * @param adjust the reference of the adjust
 */
public record SequenceNumberAdjustConfirm(TampMsgRef adjust, Status status) implements TampAnswer {
  static SequenceNumberAdjustConfirm decode(Encoded value, String path) throws MalformedException {
    Fields fields = Fields.ofMessage(value, path);
    TampMsgRef adjust = fields.reference("adjust");
    Status status = fields.status();
    fields.end();
    return new SequenceNumberAdjustConfirm(adjust, status);
  }

  @Override
  public Encoded encode() {
    return Encoded.sequence(adjust.encode(), status.encode());
  }

  @Override
  public TampMessageType messageType() {
    return TampMessageType.SEQUENCE_ADJUST_CONFIRM;
  }

  @Override
  public Optional<TampMsgRef> reference() {
    return Optional.of(adjust);
  }
}
