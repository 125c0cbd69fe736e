package org.bequest.crypto.pkcs12;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/** Vectors of public projects, which are no part of the repository. */
final class Shared {
  private Shared() {}

  /** The test is skipped when they are absent. */
  static byte[] vector(String name) {
    Path root = Path.of(System.getProperty("bequest.root", "..")).toAbsolutePath().normalize();
    for (Path at = root; at != null; at = at.getParent()) {
      Path file = at.resolve("shared").resolve("vectors").resolve(name + ".b64");
      if (Files.exists(file)) {
        try {
          return Base64.getMimeDecoder().decode(Files.readAllBytes(file));
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
    assumeTrue(false, "the public test vectors are not on this machine: " + name);
    throw new AssertionError();
  }
}
