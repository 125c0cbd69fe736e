package org.bequest.crypto.cms.stream;

import java.io.IOException;
import java.util.Optional;
import org.bequest.crypto.cms.stream.LayerScan.Scanned;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.cms.CmsLimits;
import org.bequest.formats.cms.Content;
import org.bequest.formats.cms.Layer;
import org.bequest.formats.cms.SignedContent;

/**
 * One layer of a message whose content lies elsewhere. What lies in it is given away only when it
 * was checked from end to end.
 */
public sealed interface StreamedLayer permits SignedLayer, ClosedLayer {
  /** All fields of the layer; its content has no octets here. */
  Layer frame();

  /**
   * Reads the layer that content is. Empty when it is a leaf, or a layer that is not streamed:
   * AuthenticatedData, an EncryptedKeyPackage, and the collections of RFC 4073 have to fit into
   * memory.
   */
  static Optional<StreamedLayer> of(StreamedContent content, CmsLimits limits)
      throws IOException, MalformedException {
    Optional<Layout> layout = Layout.of(content.type());
    if (layout.isEmpty()) {
      return Optional.empty();
    }
    Scanned scanned = LayerScan.layer(content.octets(), layout.get(), limits);
    Content frame = new Content(content.type(), scanned.frame().octets());
    return Layer.of(frame, limits).map(layer -> of(layer, scanned, limits));
  }

  /**
   * The same layer octet for octet, around content of no octets: for whoever holds it against a
   * profile that the decoder of messages does not know. Empty as above.
   */
  static Optional<Encoded> structure(StreamedContent content, CmsLimits limits)
      throws IOException, MalformedException {
    Optional<Layout> layout = Layout.of(content.type());
    return layout.isEmpty()
        ? Optional.empty()
        : Optional.of(LayerScan.layer(content.octets(), layout.get(), limits).frame());
  }

  private static StreamedLayer of(Layer frame, Scanned scanned, CmsLimits limits) {
    return frame instanceof SignedContent signed
        ? new SignedLayer(signed, scanned.content())
        : new ClosedLayer(frame, scanned.content(), limits);
  }
}
