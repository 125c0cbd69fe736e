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
import org.bequest.formats.cmc.part.TaggedRequest;

/**
 * The content of a Full PKI Request, and of a message that authenticates a part of one.
 *
 * <pre>
 * PKIData ::= SEQUENCE {
 *   controlSequence    SEQUENCE SIZE(0..MAX) OF TaggedAttribute,
 *   reqSequence        SEQUENCE SIZE(0..MAX) OF TaggedRequest,
 *   cmsSequence        SEQUENCE SIZE(0..MAX) OF TaggedContentInfo,
 *   otherMsgSequence   SEQUENCE SIZE(0..MAX) OF OtherMsg }
 *                                                         -- RFC 5272 section 3.2.1
 * </pre>
 *
 * The identifiers of all its parts differ, and none is zero.
 */
public record PkiData(
    List<TaggedAttribute> controlSequence,
    RequestSequence reqSequence,
    List<TaggedContentInfo> cmsSequence,
    List<OtherMsg> otherMsgSequence) {
  private static final String PATH = "/PKIData";

  public PkiData {
    controlSequence = List.copyOf(controlSequence);
    cmsSequence = List.copyOf(cmsSequence);
    otherMsgSequence = List.copyOf(otherMsgSequence);
    Parts.requireUnique(ids(controlSequence, reqSequence, cmsSequence, otherMsgSequence));
  }

  public static PkiData of(List<TaggedAttribute> controls, List<TaggedRequest> requests) {
    return new PkiData(controls, RequestSequence.of(requests), List.of(), List.of());
  }

  /** Reads BER. */
  public static PkiData decode(byte[] encoded) throws MalformedException {
    PartReader fields = PartReader.of(Encoded.ber(encoded, Parts.LIMITS), PATH);
    List<TaggedAttribute> controls = Parts.controls(fields.next("controlSequence"));
    RequestSequence requests = RequestSequence.decode(fields.next("reqSequence"));
    List<TaggedContentInfo> contents = Parts.contents(fields.next("cmsSequence"));
    List<OtherMsg> others = Parts.others(fields.next("otherMsgSequence"));
    fields.end();
    BodyPartId.checkUnique(ids(controls, requests, contents, others).toList());
    return new PkiData(controls, requests, contents, others);
  }

  private static Stream<BodyPartId> ids(
      List<TaggedAttribute> controls,
      RequestSequence requests,
      List<TaggedContentInfo> contents,
      List<OtherMsg> others) {
    return Stream.of(
            controls.stream().map(TaggedAttribute::id),
            requests.requests().stream().map(TaggedRequest::id),
            contents.stream().map(TaggedContentInfo::id),
            others.stream().map(OtherMsg::id))
        .flatMap(stream -> stream);
  }

  public byte[] encode() {
    return Encoded.sequence(
            Parts.encodeControls(controlSequence),
            reqSequence.encoded(),
            Parts.encodeContents(cmsSequence),
            Parts.encodeOthers(otherMsgSequence))
        .octets();
  }

  public List<TaggedRequest> requests() {
    return reqSequence.requests();
  }

  /** The controls of one type, in their order. */
  public <C extends Control> List<C> controls(Class<C> type) {
    return Parts.ofType(controlSequence, type).toList();
  }
}
