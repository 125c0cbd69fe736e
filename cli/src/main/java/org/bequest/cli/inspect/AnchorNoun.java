package org.bequest.cli.inspect;

import java.util.List;
import org.bequest.cli.inspect.tree.Shown;
import org.bequest.formats.MalformedException;
import org.bequest.formats.anchor.TrustAnchorChoice;
import org.bequest.formats.anchor.TrustAnchorList;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.cms.CmsOids;
import org.bequest.formats.cms.Content;
import org.bequest.formats.constraint.AttrConstraint;
import org.bequest.formats.constraint.ContentConstraints;
import org.bequest.formats.constraint.ContentTypeConstraint;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.DERSet;

/** Trust anchors (RFC 5914) and what their keys may sign (RFC 6010). */
final class AnchorNoun implements Noun {
  /** A Certificate alone is one, and nothing says that somebody trusts it. */
  @Override
  public List<Document> documents() {
    return List.of(Document.ofShape("TrustAnchorChoice", "RFC 5914", "[12]", AnchorNoun::anchor));
  }

  @Override
  public List<Kind> contents() {
    return List.of(new Kind(CmsOids.TRUST_ANCHOR_LIST, "TrustAnchorList", AnchorNoun::list));
  }

  @Override
  public List<Kind> extensions() {
    return List.of(
        new Kind(ContentConstraints.EXTENSION, "cmsContentConstraints", AnchorNoun::constraints));
  }

  private static Shown anchor(byte[] encoded, Inspection in) throws MalformedException {
    return new AnchorView(in).of(TrustAnchorChoice.decode(encoded));
  }

  private static Shown list(byte[] encoded, Inspection in) throws MalformedException {
    Content content = new Content(CmsOids.TRUST_ANCHOR_LIST, encoded);
    return new AnchorView(in).all(TrustAnchorList.of(content).anchors());
  }

  private static Shown constraints(byte[] encoded, Inspection in) throws MalformedException {
    return Shown.list(
        ContentConstraints.decode(encoded).types().stream().map(t -> type(t, in)).toList());
  }

  private static Shown type(ContentTypeConstraint type, Inspection in) {
    Shown.Builder fields =
        Shown.fields()
            .add("contentType", in.oid(type.contentType()))
            .add("canSource", type.canSource() ? "canSource" : "cannotSource");
    if (!type.attributes().isEmpty()) {
      List<Shown> attributes = type.attributes().stream().map(a -> attribute(a, in)).toList();
      fields.add("attrConstraints", Shown.list(attributes));
    }
    return fields.shown();
  }

  private static Shown attribute(AttrConstraint constraint, Inspection in) {
    DERSet values =
        new DERSet(
            constraint.values().stream().map(AnchorNoun::value).toArray(ASN1Encodable[]::new));
    return Shown.fields()
        .add("attrType", in.oid(constraint.type()))
        .add("attrValues", in.values(constraint.type(), values))
        .shown();
  }

  private static ASN1Encodable value(Encoded value) {
    try {
      return value.value();
    } catch (MalformedException e) {
      throw new IllegalStateException("what was decoded is encoded", e);
    }
  }
}
