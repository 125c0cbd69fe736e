package org.bequest.formats.anchor;

import java.util.ArrayList;
import java.util.List;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Asn1;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.asn1.Limits;
import org.bequest.formats.asn1.PartReader;
import org.bequest.formats.cms.CmsOids;
import org.bequest.formats.cms.Content;

/**
 * A collection of anchors, which a SignedData may protect; content of the type
 * id-ct-trustAnchorList.
 *
 * <pre>
 * TrustAnchorList ::= SEQUENCE SIZE (1..MAX) OF TrustAnchorChoice  -- RFC 5914 section 3
 * </pre>
 */
public record TrustAnchorList(List<TrustAnchorChoice> anchors) {
  private static final String PATH = "/TrustAnchorList";
  private static final Limits LIMITS = new Limits(8 << 20, 32, 500_000);
  private static final int MOST = 10_000;

  /**
   * @throws IllegalArgumentException without an anchor
   */
  public TrustAnchorList {
    anchors = List.copyOf(anchors);
    if (anchors.isEmpty()) {
      throw new IllegalArgumentException("a list of anchors without one");
    }
  }

  /** Reads what a ContentInfo or a SignedData held, in DER. */
  public static TrustAnchorList of(Content content) throws MalformedException {
    if (!content.is(CmsOids.TRUST_ANCHOR_LIST)) {
      throw new MalformedException("not a TrustAnchorList at /ContentInfo/contentType");
    }
    Asn1.checkDer(content.octets(), LIMITS);
    return decode(Encoded.known(content.octets()), PATH);
  }

  /** Reads a part of a structure that was found to be DER as a whole. */
  public static TrustAnchorList decode(Encoded value, String path) throws MalformedException {
    List<Encoded> elements = PartReader.elements(value, MOST, path);
    if (elements.isEmpty()) {
      throw new MalformedException("no anchors at " + path);
    }
    List<TrustAnchorChoice> anchors = new ArrayList<>();
    for (Encoded element : elements) {
      anchors.add(TrustAnchorChoice.decode(element, path + "/" + anchors.size()));
    }
    return new TrustAnchorList(anchors);
  }

  public Encoded encode() {
    return Encoded.sequenceOf(anchors.stream().map(TrustAnchorChoice::encode).toList());
  }

  public Content content() {
    return new Content(CmsOids.TRUST_ANCHOR_LIST, encode().octets());
  }
}
