package org.bequest.formats.tamp;

import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Encoded;

/**
 * Tells a store the number that its signer has used last.
 *
 * <pre>
 * SequenceNumberAdjust ::= SEQUENCE {
 *   version  [0] TAMPVersion DEFAULT v2,
 *   msgRef       TAMPMsgRef }                         -- RFC 5934 section 4.9
 * </pre>
 */
public record SequenceNumberAdjust(TampMsgRef msgRef) implements TampRequest {
  static SequenceNumberAdjust decode(Encoded value, String path) throws MalformedException {
    Fields fields = Fields.ofMessage(value, path);
    TampMsgRef msgRef = fields.reference("msgRef");
    fields.end();
    return new SequenceNumberAdjust(msgRef);
  }

  @Override
  public Encoded encode() {
    return Encoded.sequence(msgRef.encode());
  }

  @Override
  public TampMessageType messageType() {
    return TampMessageType.SEQUENCE_ADJUST;
  }
}
