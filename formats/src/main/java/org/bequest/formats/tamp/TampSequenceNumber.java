package org.bequest.formats.tamp;

import java.util.List;
import org.bequest.formats.MalformedException;
import org.bequest.formats.anchor.AnchorFields;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.cms.EntityIdentifier.KeyIdentifier;

/**
 * The sequence number that belongs to an anchor.
 *
 * <pre>
 * TAMPSequenceNumber ::= SEQUENCE {
 *   keyId       KeyIdentifier,
 *   seqNumber   SeqNumber }
 *
 * TAMPSequenceNumbers ::= SEQUENCE SIZE (1..MAX) OF TAMPSequenceNumber
 *                                                     -- RFC 5934 section 4.2
 * </pre>
 */
public record TampSequenceNumber(KeyIdentifier keyId, long seqNumber) {
  public TampSequenceNumber {
    TampMsgRef.requireSequenceNumber(seqNumber);
  }

  static TampSequenceNumber decode(Encoded value, String path) throws MalformedException {
    Fields fields = Fields.of(value, path);
    KeyIdentifier keyId = AnchorFields.keyId(fields.next("keyId"), fields.at("keyId"));
    long seqNumber = Fields.sequenceNumber(fields.next("seqNumber"), fields.at("seqNumber"));
    fields.end();
    return new TampSequenceNumber(keyId, seqNumber);
  }

  Encoded encode() {
    return Encoded.sequence(AnchorFields.encode(keyId), Fields.encode(seqNumber));
  }

  static List<TampSequenceNumber> decodeAll(Encoded list, String path) throws MalformedException {
    return SequenceOf.atLeastOne(list, path, TampSequenceNumber::decode);
  }

  static Encoded encodeAll(List<TampSequenceNumber> list) {
    return SequenceOf.encode(list, TampSequenceNumber::encode);
  }
}
