package org.bequest.crypto.cms;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.stream.Stream;

/** The vectors of public projects, which are not part of the repository. */
final class Vectors {
  private Vectors() {}

  /** The test is skipped when the vector is absent. */
  static byte[] shared(String name) {
    Path root = Path.of(System.getProperty("bequest.root", "..")).toAbsolutePath().normalize();
    Path file =
        Stream.iterate(root, at -> at != null, Path::getParent)
            .map(at -> at.resolve("shared").resolve("vectors").resolve(name + ".b64"))
            .filter(Files::exists)
            .findFirst()
            .orElse(Path.of("absent"));
    assumeTrue(Files.exists(file), "the public test vectors are not on this machine: " + name);
    try {
      return Base64.getMimeDecoder().decode(Files.readString(file, StandardCharsets.US_ASCII));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
