package org.bequest.formats.tamp;

import java.util.Optional;
import org.bequest.formats.MalformedException;
import org.bequest.formats.anchor.TrustAnchorChoice;
import org.bequest.formats.asn1.Encoded;

/**
 * Replaces the apex, with both of its keys. The apex validates it directly, by its operational or
 * by its contingency key.
 *
 * <pre>
 * TAMPApexUpdate ::= SEQUENCE {
 *   version        [0] TAMPVersion DEFAULT v2,
 *   terse          [1] TerseOrVerbose DEFAULT verbose,
 *   msgRef             TAMPMsgRef,
 *   clearTrustAnchors  BOOLEAN,
 *   clearCommunities   BOOLEAN,
 *   seqNumber          SeqNumber OPTIONAL,
 *   apexTA             TrustAnchorChoice }            -- RFC 5934 section 4.5
 * </pre>
 *
 * @param clearTrustAnchors whether the other anchors are deleted
 * @param seqNumber of the new apex; absent when its first message may have any
 */
public record TampApexUpdate(
    TerseOrVerbose terse,
    TampMsgRef msgRef,
    boolean clearTrustAnchors,
    boolean clearCommunities,
    Optional<Long> seqNumber,
    TrustAnchorChoice apexTa)
    implements TampRequest {
  public TampApexUpdate {
    seqNumber.ifPresent(TampMsgRef::requireSequenceNumber);
  }

  static TampApexUpdate decode(Encoded value, String path) throws MalformedException {
    Fields fields = Fields.ofMessage(value, path);
    TerseOrVerbose terse = fields.terse();
    TampMsgRef msgRef = fields.reference("msgRef");
    boolean clearTrustAnchors = fields.bool("clearTrustAnchors");
    boolean clearCommunities = fields.bool("clearCommunities");
    Optional<Long> seqNumber =
        fields.read(fields.optional(Tag.INTEGER), "seqNumber", Fields::sequenceNumber);
    TrustAnchorChoice apex = TrustAnchorChoice.decode(fields.next("apexTA"), fields.at("apexTA"));
    fields.end();
    return new TampApexUpdate(terse, msgRef, clearTrustAnchors, clearCommunities, seqNumber, apex);
  }

  @Override
  public Encoded encode() {
    return new Fields.Written()
        .terse(terse)
        .add(msgRef.encode())
        .add(clearTrustAnchors)
        .add(clearCommunities)
        .addIfPresent(seqNumber.map(Fields::encode))
        .add(apexTa.encode())
        .sequence();
  }

  @Override
  public TampMessageType messageType() {
    return TampMessageType.APEX_UPDATE;
  }
}
