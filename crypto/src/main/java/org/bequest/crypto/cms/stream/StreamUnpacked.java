package org.bequest.crypto.cms.stream;

import java.util.List;
import org.bequest.crypto.cms.SignatureCheck.VerifiedSigner;
import org.bequest.crypto.cms.Unpacked;
import org.bequest.crypto.cms.Unpacked.OpenedLayer;
import org.bequest.formats.cms.CmsMediaType;

/** What came of walking through the layers of a streamed message. */
public sealed interface StreamUnpacked {
  /**
   * Every layer opened, every signature and tag is good, all of the leaf was read once. Whether the
   * signers may be believed is not said.
   *
   * @param leaf to be closed when it has been read
   * @param layers outermost first, with all their fields; their content has no octets here
   */
  record Whole(StreamedContent leaf, List<OpenedLayer> layers) implements StreamUnpacked {
    public Whole {
      layers = List.copyOf(layers);
    }

    /** As a header would describe it. */
    public CmsMediaType mediaType() {
      return CmsMediaType.of(layers.stream().map(l -> l.layer().type()).toList(), leaf.type());
    }

    /** Of all layers; each of them is to lead to an authorised anchor. */
    public List<VerifiedSigner> signers() {
      return layers.stream().flatMap(l -> l.signers().stream()).toList();
    }
  }

  /** Nothing is released. */
  record Stopped(Unpacked.Stopped why) implements StreamUnpacked {}
}
