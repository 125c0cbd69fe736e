package org.bequest.server.jwks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A key set in a file, which may be replaced while the server runs. */
public record KeyFile(Path file) implements KeySource {
  @Override
  public String read() throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] octets = in.readNBytes(LARGEST + 1);
      if (octets.length > LARGEST) {
        throw new IOException(file + " has more than " + LARGEST + " octets");
      }
      return new String(octets, StandardCharsets.UTF_8);
    }
  }
}
