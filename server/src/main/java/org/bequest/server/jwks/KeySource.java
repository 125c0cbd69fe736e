package org.bequest.server.jwks;

import java.io.IOException;

/** Where the text of a key set comes from. */
public interface KeySource {
  /** Octets that a key set may have: some hundred keys. */
  int LARGEST = 256 * 1024;

  /**
   * Reads it again.
   *
   * @throws IOException when it cannot be had, or is larger than {@link #LARGEST}
   */
  String read() throws IOException;
}
