package org.bequest.fuzz;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.bequest.crypto.cms.MessageOpener;
import org.bequest.crypto.cms.Unpacked;
import org.bequest.crypto.cms.stream.Source;
import org.bequest.crypto.cms.stream.StreamOpener;
import org.bequest.crypto.cms.stream.StreamUnpacked;
import org.bequest.crypto.cms.stream.StreamedContent;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Asn1;
import org.bequest.formats.asn1.Der;
import org.bequest.formats.cms.CmsLimits;
import org.bequest.formats.cms.CmsOids;
import org.bequest.formats.cms.Content;
import org.bequest.formats.cms.Layer;
import org.junit.jupiter.params.provider.Arguments;

/** Messages that are streamed, and what the opener in memory says of the same octets. */
class StreamOpenerFuzzTest {
  private static final StreamOpener STREAM = KnownMessages.streamOpener();
  private static final MessageOpener MEMORY = KnownMessages.opener();

  static Stream<Arguments> seeds() {
    return KnownMessages.seeds();
  }

  @Fuzzed
  void opensWhatTheOtherOpens(byte[] octets) throws IOException {
    Optional<StreamUnpacked> streamed = Reading.of(octets, StreamOpenerFuzzTest::stream);
    if (streamed.orElse(null) instanceof StreamUnpacked.Whole whole) {
      try (StreamedContent leaf = whole.leaf();
          InputStream in = leaf.open()) {
        compare(whole, new Content(leaf.type(), in.readAllBytes()), octets);
      }
    }
  }

  private static StreamUnpacked stream(byte[] octets) throws MalformedException {
    try {
      return STREAM.open(Source.of(octets));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Nobody looks into the leaf of a stream; in memory, all of a message is looked at first. */
  private static boolean isBroken(Content leaf) {
    return !leaf.is(CmsOids.DATA)
        && Reading.of(leaf.octets(), o -> Asn1.ber(o, CmsLimits.STANDARD.structure())).isEmpty();
  }

  /** In memory, what nobody signed is written anew, with its lengths as short as can be. */
  private static byte[] normal(Content leaf) {
    return leaf.is(CmsOids.DATA)
        ? leaf.octets()
        : Reading.of(leaf.octets(), o -> Der.of(Asn1.ber(o, CmsLimits.STANDARD.structure())))
            .orElseThrow();
  }

  /** What is a leaf to the stream may have layers in it still. */
  private static void compare(StreamUnpacked.Whole streamed, Content leaf, byte[] octets) {
    if (Reading.of(leaf, Layer::of).filter(Optional::isEmpty).isEmpty() || isBroken(leaf)) {
      return;
    }
    Optional<Unpacked> opened = Reading.of(octets, o -> MEMORY.open(Content.decode(o)));
    if (!(opened.orElse(null) instanceof Unpacked.Whole whole)
        || whole.layers().size() != streamed.layers().size()
        || !whole.leaf().type().equals(leaf.type())
        || !Arrays.equals(normal(whole.leaf()), normal(leaf))) {
      throw new AssertionError("streamed as " + streamed + ", in memory " + opened);
    }
  }
}
