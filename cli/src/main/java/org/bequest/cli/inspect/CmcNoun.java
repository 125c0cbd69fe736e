package org.bequest.cli.inspect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.bequest.cli.inspect.tree.Shown;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.cmc.CmcUnsignedData;
import org.bequest.formats.cmc.control.Control;
import org.bequest.formats.cmc.control.ControlType;
import org.bequest.formats.cms.CmsOids;
import org.bequest.formats.crmf.CertReqMsg;

/** Messages of CMC (RFC 5272), their controls, and requests by template (RFC 4211). */
final class CmcNoun implements Noun {
  private static final String PREFIX = "id-cmc-";

  @Override
  public List<Document> documents() {
    return List.of(
        Document.ofShape(
            "CertReqMessages", "RFC 4211", "Q\\((Q\\(Q[0-9]?Q?\\))+\\+?\\)", CmcNoun::messages));
  }

  @Override
  public List<Kind> contents() {
    return List.of(
        new Kind(CmsOids.PKI_DATA, "PKIData", (o, in) -> new PkiDataView(in).data(o)),
        new Kind(CmsOids.PKI_RESPONSE, "PKIResponse", (o, in) -> new PkiDataView(in).response(o)));
  }

  /** Controls that stand in the attributes of a request; and what a signer could not sign. */
  @Override
  public List<Kind> attributes() {
    return Stream.concat(
            Arrays.stream(ControlType.values()).map(CmcNoun::control),
            Stream.of(
                new Kind(CmsOids.CMC_UNSIGNED_DATA, "id-aa-cmc-unsignedData", CmcNoun::unsigned)))
        .toList();
  }

  /** By the name that {@code oids.tsv} has for it. */
  private static Kind control(ControlType type) {
    return new Kind(
        type.oid(),
        PREFIX + type.number(),
        (encoded, in) -> {
          Encoded value = Encoded.ber(encoded, Item.LIMITS);
          Encoded values = Encoded.setOf(List.of(value));
          return new ControlView(in).of(Control.decode(type.oid(), values));
        });
  }

  private static Shown unsigned(byte[] encoded, Inspection in) throws MalformedException {
    CmcUnsignedData data = CmcUnsignedData.decode(encoded);
    return Shown.fields()
        .add("bodyPartPath", ControlView.reference(data.bodyPartPath()))
        .add("identifier", in.oid(data.identifier()))
        .add("content", in.any(data.content().value()))
        .shown();
  }

  private static Shown messages(byte[] encoded, Inspection in) throws MalformedException {
    List<Shown> list = new ArrayList<>();
    for (CertReqMsg message : CertReqMsg.decodeMessages(encoded)) {
      list.add(new TemplateView(in).message(message));
    }
    return Shown.list(list);
  }
}
