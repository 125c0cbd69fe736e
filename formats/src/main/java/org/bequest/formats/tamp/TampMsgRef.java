package org.bequest.formats.tamp;

import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Encoded;

/**
 * Names a message: to whom it was sent, and which of its signer's it is. An answer repeats it.
 *
 * <pre>
 * TAMPMsgRef ::= SEQUENCE {
 *   target  TargetIdentifier,
 *   seqNum  SeqNumber }
 *
 * SeqNumber ::= INTEGER (0..9223372036854775807)      -- RFC 5934 section 4.1
 * </pre>
 */
public record TampMsgRef(TargetIdentifier target, long seqNum) {
  public TampMsgRef {
    requireSequenceNumber(seqNum);
  }

  static void requireSequenceNumber(long number) {
    if (number < 0) {
      throw new IllegalArgumentException("a sequence number is not negative");
    }
  }

  static TampMsgRef decode(Encoded value, String path) throws MalformedException {
    Fields fields = Fields.of(value, path);
    TargetIdentifier target = TargetIdentifier.decode(fields.next("target"), fields.at("target"));
    long seqNum = Fields.sequenceNumber(fields.next("seqNum"), fields.at("seqNum"));
    fields.end();
    return new TampMsgRef(target, seqNum);
  }

  Encoded encode() {
    return Encoded.sequence(target.encode(), Fields.encode(seqNum));
  }
}
