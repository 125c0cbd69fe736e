package org.bequest.server.anchor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.bequest.formats.MalformedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One file of revocation lists, read again when its time or its length has changed. */
final class RevocationFile {
  private static final Logger LOG = LoggerFactory.getLogger(RevocationFile.class);
  private static final long LARGEST = 256L << 20;

  private final Path file;
  private volatile Content content =
      new Content(FileTime.fromMillis(Long.MIN_VALUE), -1, List.of());

  private record Content(FileTime changed, long length, List<RevocationList> lists) {
    boolean isOf(BasicFileAttributes now) {
      return changed.equals(now.lastModifiedTime()) && length == now.size();
    }
  }

  RevocationFile(Path file) {
    this.file = file;
  }

  /** What cannot be read leaves the lists as they were, until they end by themselves. */
  List<RevocationList> lists() {
    try {
      BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
      return content.isOf(now) ? content.lists() : read(now);
    } catch (IOException _) {
      return content.lists();
    }
  }

  private synchronized List<RevocationList> read(BasicFileAttributes now) {
    if (!content.isOf(now)) {
      content = new Content(now.lastModifiedTime(), now.size(), decoded(now.size()));
    }
    return content.lists();
  }

  private List<RevocationList> decoded(long length) {
    try {
      if (length > LARGEST) {
        throw new MalformedException("larger than " + LARGEST + " octets");
      }
      return RevocationList.decodeAll(Files.readAllBytes(file));
    } catch (IOException | MalformedException e) {
      LOG.warn("{} holds no revocation list that can be used: {}", file, e.getMessage());
      return content.lists();
    }
  }
}
