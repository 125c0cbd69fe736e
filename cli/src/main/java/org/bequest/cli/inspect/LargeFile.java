package org.bequest.cli.inspect;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bequest.cli.inspect.tree.Shown;
import org.bequest.crypto.cms.stream.Source;
import org.bequest.crypto.cms.stream.StreamOpener;
import org.bequest.crypto.cms.stream.StreamedContent;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.cms.CmsLimits;

/** A file that is not read into memory: a message in DER or BER, as it is. */
record LargeFile(Path file) {
  /** Whether it is one; what is too large and no message is for the caller to refuse. */
  boolean isMessage() throws IOException {
    if (!Files.isRegularFile(file) || Files.size(file) <= Item.LIMITS.octets()) {
      return false;
    }
    try (InputStream octets = Files.newInputStream(file)) {
      return octets.read() == Encoded.SEQUENCE;
    }
  }

  Subject inspected(Inspection in) throws IOException, MalformedException {
    StreamedContent content = StreamOpener.contentInfo(Source.of(file), CmsLimits.STANDARD);
    Shown shown = new LargeView(in.place()).contentInfo(content);
    return new Subject("ContentInfo", "RFC 5652", "DER or BER", Files.size(file), shown);
  }
}
