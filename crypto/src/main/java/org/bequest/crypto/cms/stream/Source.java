package org.bequest.crypto.cms.stream;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Octets that can be read any number of times, the same each time: a message is verified in one
 * pass and read in another, so whoever may not be believed must not be able to change them between
 * two.
 */
public interface Source extends AutoCloseable {
  /** The octets from their beginning. Whoever opens them closes them. */
  InputStream open() throws IOException;

  /** Forgets the keys that it needs; it cannot be opened after that. */
  @Override
  default void close() {}

  static Source of(Path file) {
    return () -> new BufferedInputStream(Files.newInputStream(file), Pieces.SIZE);
  }

  static Source of(byte[] octets) {
    byte[] copy = octets.clone();
    return () -> new ByteArrayInputStream(copy);
  }
}
