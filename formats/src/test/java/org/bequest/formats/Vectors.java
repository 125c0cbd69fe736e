package org.bequest.formats;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Objects;

/**
 * Known octets: examples printed in RFCs, and the vectors of public projects when they are there.
 */
public final class Vectors {
  private Vectors() {}

  /** The octets of a resource as they are. */
  public static byte[] text(String resource) {
    try (InputStream in = Vectors.class.getResourceAsStream("/" + resource)) {
      return Objects.requireNonNull(in, resource).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A resource in base64. */
  public static byte[] resource(String resource) {
    return Base64.getMimeDecoder().decode(text(resource));
  }

  /** A vector that is not part of the repository; the test is skipped when it is absent. */
  public static byte[] shared(String name) {
    Path file = folder().resolve(name + ".b64");
    assumeTrue(Files.exists(file), "the public test vectors are not on this machine: " + name);
    try {
      return Base64.getMimeDecoder().decode(Files.readString(file, StandardCharsets.US_ASCII));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** {@code shared/vectors} beside the root of the project, or beside a folder that holds it. */
  private static Path folder() {
    Path root = Path.of(System.getProperty("bequest.root", "..")).toAbsolutePath().normalize();
    Path nearest = root.resolveSibling("shared").resolve("vectors");
    for (Path at = root; at != null; at = at.getParent()) {
      Path candidate = at.resolve("shared").resolve("vectors");
      if (Files.isDirectory(candidate)) {
        return candidate;
      }
    }
    return nearest;
  }
}
