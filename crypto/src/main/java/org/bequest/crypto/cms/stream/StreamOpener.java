package org.bequest.crypto.cms.stream;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bequest.crypto.cms.RecipientKey;
import org.bequest.crypto.cms.SignatureCheck.VerifiedSigner;
import org.bequest.crypto.cms.SignaturePolicy;
import org.bequest.crypto.cms.SignerKeys;
import org.bequest.crypto.cms.Unpacked;
import org.bequest.crypto.cms.Unpacked.OpenedLayer;
import org.bequest.formats.MalformedException;
import org.bequest.formats.cms.CmsLimits;
import org.bequest.formats.cms.EncryptedContent;
import org.bequest.formats.cms.EnvelopedContent;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * Walks through the layers of a message from the outside to its leaf, as {@link
 * org.bequest.crypto.cms.MessageOpener} does, with no more in memory than a few buffers and the
 * fields beside the content. What is not streamed (see {@link StreamedLayer#of}) is a leaf here.
 */
public final class StreamOpener {
  private final List<RecipientKey> keys;
  private final List<X509CertificateHolder> known;
  private final CmsLimits limits;

  /**
   * @param keys of ours
   * @param known certificates of signers, beside those in the message
   */
  public StreamOpener(
      List<? extends RecipientKey> keys, List<X509CertificateHolder> known, CmsLimits limits) {
    this.keys = List.copyOf(keys);
    this.known = List.copyOf(known);
    this.limits = limits;
  }

  /** Whether octets are one element of BER from their first to their last, whatever it is. */
  public static boolean isOneElement(Source octets, CmsLimits limits) throws IOException {
    return LayerScan.isOneElement(octets, limits);
  }

  /** What a ContentInfo holds, in DER or BER. Nothing in it has been looked at. */
  public static StreamedContent contentInfo(Source message, CmsLimits limits)
      throws IOException, MalformedException {
    return LayerScan.contentInfo(message, limits);
  }

  /**
   * Opens a ContentInfo.
   *
   * @throws MalformedException for octets that anybody can see to be broken
   */
  public StreamUnpacked open(Source message) throws IOException, MalformedException {
    return new Walk(contentInfo(message, limits)).walked();
  }

  private final class Walk {
    private final List<OpenedLayer> layers = new ArrayList<>();
    private StreamedContent content;
    private boolean changeable;

    Walk(StreamedContent message) {
      this.content = message;
    }

    StreamUnpacked walked() throws IOException, MalformedException {
      boolean whole = false;
      try {
        StreamUnpacked result = toTheLeaf();
        whole = result instanceof StreamUnpacked.Whole;
        return result;
      } catch (MalformedException e) {
        if (changeable) {
          return new StreamUnpacked.Stopped(new Unpacked.Failed());
        }
        throw e;
      } finally {
        if (!whole) {
          content.close();
        }
      }
    }

    private StreamUnpacked toTheLeaf() throws IOException, MalformedException {
      while (layers.size() < limits.layers()) {
        Optional<StreamedLayer> layer = StreamedLayer.of(content, limits);
        if (layer.isEmpty()) {
          return new StreamUnpacked.Whole(content, layers);
        }
        Optional<Unpacked.Stopped> stop =
            switch (layer.get()) {
              case SignedLayer signed -> through(signed);
              case ClosedLayer closed -> through(closed);
            };
        if (stop.isPresent()) {
          return stopped(stop.get());
        }
      }
      return stopped(new Unpacked.Refused("more than " + limits.layers() + " layers"));
    }

    /** What lies in a ciphertext without a tag is not talked about (Unpacked.Failed). */
    private StreamUnpacked stopped(Unpacked.Stopped why) {
      return new StreamUnpacked.Stopped(changeable ? new Unpacked.Failed() : why);
    }

    private Optional<Unpacked.Stopped> through(SignedLayer layer) throws IOException {
      SignerKeys candidates = SignerKeys.in(layer.frame()).and(known);
      return switch (layer.verify(candidates, SignaturePolicy.STRONG)) {
        case StreamedCheck.Verified(var inner, var signers) -> into(layer, signers, inner);
        case StreamedCheck.Refused(var why) -> Optional.of(new Unpacked.Unverified(why));
      };
    }

    private Optional<Unpacked.Stopped> through(ClosedLayer layer)
        throws IOException, MalformedException {
      return switch (layer.open(keys)) {
        case StreamedOpening.Opened(var inner) -> into(layer, List.of(), inner);
        case StreamedOpening.NotForUs() -> Optional.of(new Unpacked.NotForUs());
        case StreamedOpening.Refused(var detail) -> Optional.of(new Unpacked.Refused(detail));
        case StreamedOpening.Failed() -> Optional.of(new Unpacked.Failed());
      };
    }

    private Optional<Unpacked.Stopped> into(
        StreamedLayer layer, List<VerifiedSigner> signers, StreamedContent inner) {
      layers.add(new OpenedLayer(layer.frame(), signers));
      changeable |=
          layer.frame() instanceof EnvelopedContent || layer.frame() instanceof EncryptedContent;
      content = inner;
      return Optional.empty();
    }
  }
}
