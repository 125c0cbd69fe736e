package org.bequest.cli.inspect;

import java.util.ArrayList;
import java.util.List;
import org.bequest.cli.inspect.tree.Shown;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.asn1.PartReader;
import org.bequest.formats.cmc.PkiData;
import org.bequest.formats.cmc.PkiResponse;
import org.bequest.formats.cmc.control.Control;
import org.bequest.formats.cmc.part.BodyPartId;
import org.bequest.formats.cmc.part.OtherMsg;
import org.bequest.formats.cmc.part.TaggedContentInfo;
import org.bequest.formats.cmc.part.TaggedRequest;
import org.bequest.formats.crmf.CertReqMsg;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;

/**
 * The content of Full PKI Requests and Responses.
 *
 * <pre>
 * PKIData ::= SEQUENCE {
 *   controlSequence  SEQUENCE OF TaggedAttribute,
 *   reqSequence      SEQUENCE OF TaggedRequest,
 *   cmsSequence      SEQUENCE OF TaggedContentInfo,
 *   otherMsgSequence SEQUENCE OF OtherMsg }                       -- RFC 5272 section 3.2.1
 *
 * PKIResponse ::= SEQUENCE {
 *   controlSequence  SEQUENCE OF TaggedAttribute,
 *   cmsSequence      SEQUENCE OF TaggedContentInfo,
 *   otherMsgSequence SEQUENCE OF OtherMsg }                       -- RFC 5272 section 4.2
 * </pre>
 */
record PkiDataView(Inspection in) {
  private interface View {
    Shown of(Encoded element) throws MalformedException;
  }

  private interface Check {
    Object decode(byte[] encoded) throws MalformedException;
  }

  Shown data(byte[] encoded) throws MalformedException {
    PartReader fields = PartReader.of(Encoded.ber(encoded, Item.LIMITS), "/PKIData");
    Encoded first = fields.next("controlSequence");
    if (!fields.hasMore()) {
      return template(first);
    }
    Shown.Builder shown =
        Shown.fields()
            .add("controlSequence", list(first, "/controlSequence", this::control))
            .add("reqSequence", list(fields.next("reqSequence"), "/reqSequence", this::request));
    rest(fields, shown);
    return checked(shown.shown(), encoded, PkiData::decode);
  }

  /** The one field of RFC 8295 appendix B: requests to be completed. */
  private Shown template(Encoded requests) throws MalformedException {
    return Shown.fields().add("reqSequence", list(requests, "/reqSequence", this::request)).shown();
  }

  Shown response(byte[] encoded) throws MalformedException {
    PartReader fields = PartReader.of(Encoded.ber(encoded, Item.LIMITS), "/PKIResponse");
    Encoded controls = fields.next("controlSequence");
    Shown.Builder shown =
        Shown.fields().add("controlSequence", list(controls, "/controlSequence", this::control));
    rest(fields, shown);
    return checked(shown.shown(), encoded, PkiResponse::decode);
  }

  private void rest(PartReader fields, Shown.Builder shown) throws MalformedException {
    Encoded contents = fields.next("cmsSequence");
    shown.add("cmsSequence", list(contents, "/cmsSequence", this::content));
    Encoded others = fields.next("otherMsgSequence");
    shown.add("otherMsgSequence", list(others, "/otherMsgSequence", this::other));
    fields.end();
  }

  /** By the reader of servers and clients, which knows rules over several parts. */
  private static Shown checked(Shown shown, byte[] encoded, Check check) {
    try {
      check.decode(encoded);
      return shown;
    } catch (MalformedException e) {
      return shown.but("refused by readers: " + Fault.text(e));
    }
  }

  private static Shown list(Encoded sequence, String path, View view) throws MalformedException {
    List<Shown> list = new ArrayList<>();
    for (Encoded element : PartReader.elements(sequence, BodyPartId.MOST, path)) {
      list.add(view.of(element));
    }
    return Shown.list(list);
  }

  private Shown control(Encoded element) throws MalformedException {
    PartReader fields = PartReader.of(element, "/controlSequence");
    ASN1Integer id = fields.next("bodyPartID", ASN1Integer::getInstance);
    ASN1ObjectIdentifier type = fields.next("attrType", ASN1ObjectIdentifier::getInstance);
    Encoded values = fields.next("attrValues");
    fields.end();
    return Shown.fields()
        .add("bodyPartID", Shown.number(id.getValue()))
        .add("attrType", in.oid(type))
        .add("attrValues", values(type, values))
        .shown();
  }

  private Shown values(ASN1ObjectIdentifier type, Encoded values) {
    try {
      return Shown.list(List.of(new ControlView(in).of(Control.decode(type, values))));
    } catch (MalformedException | RuntimeException e) {
      return Shown.octets(values.octets()).but("no values of this control: " + e.getMessage());
    }
  }

  /** A TaggedRequest (RFC 5272 section 3.2.1.2). */
  Shown request(Encoded element) throws MalformedException {
    return switch (element.identifier()) {
      case TaggedRequest.TCR -> Shown.fields().add("tcr", tcr(element)).shown();
      case TaggedRequest.CRM ->
          Shown.fields()
              .add(
                  "crm",
                  new TemplateView(in)
                      .message(CertReqMsg.decode(element.retagged(Encoded.SEQUENCE))))
              .shown();
      default -> Shown.octets(element.octets()).brief("a request in a format defined elsewhere");
    };
  }

  private Shown tcr(Encoded element) throws MalformedException {
    PartReader fields = PartReader.of(element, TaggedRequest.TCR, "/reqSequence/tcr");
    ASN1Integer id = fields.next("bodyPartID", ASN1Integer::getInstance);
    Encoded request = fields.next("certificationRequest");
    fields.end();
    return Shown.fields()
        .add("bodyPartID", Shown.number(id.getValue()))
        .add("certificationRequest", RequestNoun.read(request.octets(), in))
        .shown();
  }

  private Shown content(Encoded element) throws MalformedException {
    TaggedContentInfo content = TaggedContentInfo.decode(element);
    return Shown.fields()
        .add("bodyPartID", ControlView.id(content.id()))
        .add("contentInfo", in.enclosedContentInfo(content.contentInfo()))
        .shown();
  }

  private Shown other(Encoded element) throws MalformedException {
    OtherMsg other = OtherMsg.decode(element);
    return Shown.fields()
        .add("bodyPartID", ControlView.id(other.id()))
        .add("otherMsgType", in.oid(other.type()))
        .add("otherMsgValue", in.any(other.value().value()))
        .shown();
  }
}
