package org.bequest.formats.cmc;

import java.util.List;
import java.util.stream.Stream;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.asn1.PartReader;
import org.bequest.formats.cmc.control.Control;
import org.bequest.formats.cmc.part.BodyPartId;
import org.bequest.formats.cmc.part.OtherMsg;
import org.bequest.formats.cmc.part.TaggedContentInfo;

/**
 * The content of a Full PKI Response. Certificates that it issues are in the SignedData around it.
 *
 * <pre>
 * PKIResponse ::= SEQUENCE {
 *   controlSequence   SEQUENCE SIZE(0..MAX) OF TaggedAttribute,
 *   cmsSequence       SEQUENCE SIZE(0..MAX) OF TaggedContentInfo,
 *   otherMsgSequence  SEQUENCE SIZE(0..MAX) OF OtherMsg }  -- RFC 5272 section 4.2
 * </pre>
 *
 * The identifiers of all its parts differ, and none is zero.
 */
public record PkiResponse(
    List<TaggedAttribute> controlSequence,
    List<TaggedContentInfo> cmsSequence,
    List<OtherMsg> otherMsgSequence) {
  private static final String PATH = "/PKIResponse";

  public PkiResponse {
    controlSequence = List.copyOf(controlSequence);
    cmsSequence = List.copyOf(cmsSequence);
    otherMsgSequence = List.copyOf(otherMsgSequence);
    Parts.requireUnique(ids(controlSequence, cmsSequence, otherMsgSequence));
  }

  public static PkiResponse of(List<TaggedAttribute> controls) {
    return new PkiResponse(controls, List.of(), List.of());
  }

  /** Reads BER. */
  public static PkiResponse decode(byte[] encoded) throws MalformedException {
    PartReader fields = PartReader.of(Encoded.ber(encoded, Parts.LIMITS), PATH);
    List<TaggedAttribute> controls = Parts.controls(fields.next("controlSequence"));
    List<TaggedContentInfo> contents = Parts.contents(fields.next("cmsSequence"));
    List<OtherMsg> others = Parts.others(fields.next("otherMsgSequence"));
    fields.end();
    BodyPartId.checkUnique(ids(controls, contents, others).toList());
    return new PkiResponse(controls, contents, others);
  }

  private static Stream<BodyPartId> ids(
      List<TaggedAttribute> controls, List<TaggedContentInfo> contents, List<OtherMsg> others) {
    return Stream.of(
            controls.stream().map(TaggedAttribute::id),
            contents.stream().map(TaggedContentInfo::id),
            others.stream().map(OtherMsg::id))
        .flatMap(stream -> stream);
  }

  public byte[] encode() {
    return Encoded.sequence(
            Parts.encodeControls(controlSequence),
            Parts.encodeContents(cmsSequence),
            Parts.encodeOthers(otherMsgSequence))
        .octets();
  }

  /** The controls of one type, in their order. */
  public <C extends Control> List<C> controls(Class<C> type) {
    return Parts.ofType(controlSequence, type).toList();
  }
}
