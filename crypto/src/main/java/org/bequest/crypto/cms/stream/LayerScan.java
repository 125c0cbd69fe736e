package org.bequest.crypto.cms.stream;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bequest.crypto.cms.stream.Elements.Start;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.cms.CmsLimits;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * One pass over a layer, from its first octet to its last: keeps its fields, and where its content
 * lies. The fields are put together again around content of no octets, so that the decoder of the
 * layer reads them.
 */
final class LayerScan {
  private static final int CONTEXT_0 = 0x80;
  private static final int CONSTRUCTED_0 = 0xa0;
  private static final int CLASS_AND_NUMBER = 0xdf;

  /** More than any layer has: each costs more memory than octets. */
  private static final int MOST_FIELDS = 16;

  private static final Encoded EMPTY_STRING = Encoded.known(new byte[] {0x04, 0});
  private static final Encoded EMPTY_CONTENT = Encoded.known(new byte[] {(byte) CONTEXT_0, 0});

  private final Source around;
  private final Elements elements;
  private final CmsLimits limits;
  private @Nullable Located content;

  private LayerScan(Source around, Elements elements, CmsLimits limits) {
    this.around = around;
    this.elements = elements;
    this.limits = limits;
  }

  /**
   * @param frame the structure with content of no octets, or without content, as it came
   */
  record Scanned(Encoded frame, Optional<Located> content) {}

  static Scanned layer(Source around, Layout layout, CmsLimits limits)
      throws IOException, MalformedException {
    try (InputStream in = around.open()) {
      LayerScan scan = new LayerScan(around, new Elements(in, limits), limits);
      Encoded frame = scan.fields(scan.outermost(), layout);
      scan.elements.end();
      return new Scanned(frame, Optional.ofNullable(scan.content));
    }
  }

  /** A ContentInfo: what it holds. */
  static StreamedContent contentInfo(Source around, CmsLimits limits)
      throws IOException, MalformedException {
    try (InputStream in = around.open()) {
      LayerScan scan = new LayerScan(around, new Elements(in, limits), limits);
      StreamedContent content = scan.contentInfo(scan.outermost());
      scan.elements.end();
      return content;
    }
  }

  static boolean isOneElement(Source octets, CmsLimits limits) throws IOException {
    try (InputStream in = octets.open()) {
      Elements elements = new Elements(in, limits);
      elements.pass(elements.start(Elements.OPEN), 1);
      elements.end();
      return true;
    } catch (MalformedException _) {
      return false;
    }
  }

  private Start outermost() throws IOException, MalformedException {
    Start start = elements.start(Elements.OPEN);
    if (start.identifier() != Encoded.SEQUENCE) {
      throw new MalformedException("not a SEQUENCE");
    }
    return start;
  }

  private StreamedContent contentInfo(Start info) throws IOException, MalformedException {
    Encoded oid = Encoded.known(elements.whole(need(info, "contentType at /ContentInfo")));
    if (!(oid.value() instanceof ASN1ObjectIdentifier type)) {
      throw new MalformedException("no contentType at /ContentInfo");
    }
    Start tag = need(info, "content at /ContentInfo");
    if (tag.identifier() != CONSTRUCTED_0) {
      throw new MalformedException("missing content at /ContentInfo");
    }
    Start value = need(tag, "content at /ContentInfo");
    Located located = ContentInfoBody.OCTET_STRINGS.contains(type) ? string(value) : element(value);
    if (elements.child(tag).isPresent() || elements.child(info).isPresent()) {
      throw new MalformedException("unknown field at /ContentInfo");
    }
    return new StreamedContent(type, located.length(), located);
  }

  private Start need(Start parent, String field) throws IOException, MalformedException {
    return elements.child(parent).orElseThrow(() -> new MalformedException("missing " + field));
  }

  private Located element(Start start) throws IOException, MalformedException {
    long at = elements.position() - start.octets().length;
    elements.pass(start, 1);
    return new Located(around, at, elements.position() - at, false, limits);
  }

  private Located string(Start start) throws IOException, MalformedException {
    if (!OctetString.is(start)) {
      throw new MalformedException("content that is no OCTET STRING");
    }
    return octets(start);
  }

  private Located octets(Start start) throws IOException, MalformedException {
    long at = elements.position() - start.octets().length;
    long length = new OctetString(elements, start).rest();
    return new Located(around, at, length, true, limits);
  }

  private Encoded fields(Start layer, Layout layout) throws IOException, MalformedException {
    List<Encoded> fields = new ArrayList<>();
    int sequences = 0;
    for (var field = elements.child(layer); field.isPresent(); field = elements.child(layer)) {
      sequences += field.get().identifier() == Encoded.SEQUENCE ? 1 : 0;
      boolean holdsContent =
          sequences == layout.sequence() && field.get().identifier() == Encoded.SEQUENCE;
      add(holdsContent ? holder(field.get(), layout) : kept(field.get()), fields);
    }
    return Encoded.sequenceOf(fields);
  }

  /** EncapsulatedContentInfo or EncryptedContentInfo. */
  private Encoded holder(Start holder, Layout layout) throws IOException, MalformedException {
    List<Encoded> fields = new ArrayList<>();
    for (var field = elements.child(holder); field.isPresent(); field = elements.child(holder)) {
      boolean isContent = (field.get().identifier() & CLASS_AND_NUMBER) == CONTEXT_0;
      add(isContent ? content(field.get(), layout) : kept(field.get()), fields);
    }
    return Encoded.sequenceOf(fields);
  }

  private Encoded content(Start tagged, Layout layout) throws IOException, MalformedException {
    if (content != null) {
      throw new MalformedException("content twice");
    }
    if (!layout.explicit()) {
      content = octets(tagged);
      return EMPTY_CONTENT;
    }
    if (!tagged.constructed()) {
      throw new MalformedException("content that is no OCTET STRING");
    }
    content = string(need(tagged, "eContent"));
    if (elements.child(tagged).isPresent()) {
      throw new MalformedException("content that is more than an OCTET STRING");
    }
    return Encoded.constructed(CONSTRUCTED_0, List.of(EMPTY_STRING));
  }

  private static void add(Encoded field, List<Encoded> fields) throws MalformedException {
    if (fields.size() == MOST_FIELDS) {
      throw new MalformedException("more than " + MOST_FIELDS + " fields of a layer");
    }
    fields.add(field);
  }

  private Encoded kept(Start start) throws IOException, MalformedException {
    return Encoded.known(elements.whole(start));
  }
}
