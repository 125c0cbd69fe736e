package org.bequest.formats.tamp;

import java.util.List;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Encoded;

/**
 * Adds, removes and changes anchors; never the apex.
 *
 * <pre>
 * TAMPUpdate ::= SEQUENCE {
 *   version        [0] TAMPVersion DEFAULT v2,
 *   terse          [1] TerseOrVerbose DEFAULT verbose,
 *   msgRef             TAMPMsgRef,
 *   updates            SEQUENCE SIZE (1..MAX) OF TrustAnchorUpdate,
 *   tampSeqNumbers [2] TAMPSequenceNumbers OPTIONAL } -- RFC 5934 section 4.3
 * </pre>
 *
 * @param updates in the order in which they are processed, each by itself
 * @param tampSeqNumbers for anchors of this update; an empty list is an absent one
 */
public record TampUpdate(
    TerseOrVerbose terse,
    TampMsgRef msgRef,
    List<TrustAnchorUpdate> updates,
    List<TampSequenceNumber> tampSeqNumbers)
    implements TampRequest {
  private static final int NUMBERS = 2;

  public TampUpdate {
    updates = SequenceOf.required(updates, "updates");
    tampSeqNumbers = List.copyOf(tampSeqNumbers);
  }

  static TampUpdate decode(Encoded value, String path) throws MalformedException {
    Fields fields = Fields.ofMessage(value, path);
    TerseOrVerbose terse = fields.terse();
    TampMsgRef msgRef = fields.reference("msgRef");
    List<TrustAnchorUpdate> updates =
        SequenceOf.atLeastOne(
            fields.next("updates"), fields.at("updates"), TrustAnchorUpdate::decode);
    List<TampSequenceNumber> numbers = fields.sequenceNumbers(NUMBERS);
    fields.end();
    return new TampUpdate(terse, msgRef, updates, numbers);
  }

  @Override
  public Encoded encode() {
    return new Fields.Written()
        .terse(terse)
        .add(msgRef.encode())
        .add(SequenceOf.encode(updates, TrustAnchorUpdate::encode))
        .sequenceNumbers(NUMBERS, tampSeqNumbers)
        .sequence();
  }

  @Override
  public TampMessageType messageType() {
    return TampMessageType.UPDATE;
  }
}
