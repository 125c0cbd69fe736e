package org.bequest.formats.cms;

import java.util.ArrayList;
import java.util.List;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Asn1;
import org.bequest.formats.asn1.Der;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERSequence;

/**
 * Several contents beside each other, each protected in its own way or not at all.
 *
 * <pre>
 * ContentCollection ::= SEQUENCE SIZE (1..MAX) OF ContentInfo     -- RFC 4073 section 2
 * </pre>
 */
public record ContentCollection(List<Content> members) implements Layer {
  private static final String PATH = "/ContentCollection";

  /**
   * @throws IllegalArgumentException for none at all
   */
  public ContentCollection {
    members = List.copyOf(members);
    if (members.isEmpty()) {
      throw new IllegalArgumentException("a collection of nothing");
    }
  }

  /** Reads a ContentInfo with a ContentCollection, in DER or BER. */
  public static ContentCollection decode(byte[] contentInfo) throws MalformedException {
    return of(Content.decode(contentInfo));
  }

  public static ContentCollection of(Content content) throws MalformedException {
    return of(content, CmsLimits.STANDARD);
  }

  public static ContentCollection of(Content content, CmsLimits limits) throws MalformedException {
    if (!content.is(CmsOids.CONTENT_COLLECTION)) {
      throw new MalformedException("not a ContentCollection at /ContentInfo/contentType");
    }
    ASN1Sequence elements =
        Asn1.typed(Asn1.ber(content.octets(), limits.structure()), ASN1Sequence::getInstance, PATH);
    if (elements.size() == 0 || elements.size() > limits.members()) {
      throw new MalformedException("no or too many members at " + PATH);
    }
    List<Content> members = new ArrayList<>();
    for (ASN1Encodable element : elements) {
      members.add(Content.of(element));
    }
    return new ContentCollection(members);
  }

  @Override
  public ASN1ObjectIdentifier type() {
    return CmsOids.CONTENT_COLLECTION;
  }

  @Override
  public Content encode() {
    return new Content(
        CmsOids.CONTENT_COLLECTION,
        Der.of(
            new DERSequence(
                members.stream().map(Content::contentInfo).toArray(ASN1Encodable[]::new))));
  }
}
