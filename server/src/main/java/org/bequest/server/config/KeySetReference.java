package org.bequest.server.config;

import java.net.URI;
import java.nio.file.Path;

/** Where a JSON Web Key Set (RFC 7517) is. */
public sealed interface KeySetReference {
  record InFile(Path file) implements KeySetReference {
    @Override
    public String toString() {
      return "file:" + file;
    }
  }

  /**
   * @param url of scheme https
   */
  record AtUrl(URI url) implements KeySetReference {
    @Override
    public String toString() {
      return url.toString();
    }
  }
}
