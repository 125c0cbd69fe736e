package org.bequest.conformance;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/**
 * Known octets: examples printed in RFCs, which are test resources, and the vectors of public
 * projects, which are no part of the repository and lie in {@code shared/vectors} beside it.
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

  /** A vector of a public project; the test is skipped, with that reason, when it is absent. */
  public static byte[] shared(String name) {
    Path file =
        folder()
            .map(folder -> folder.resolve(name + ".b64"))
            .filter(Files::exists)
            .orElseThrow(() -> absent(name));
    try {
      return Base64.getMimeDecoder().decode(Files.readString(file, StandardCharsets.US_ASCII));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where the vectors of public projects lie, if they are on this machine. */
  public static Optional<Path> folder() {
    Path root = SourceTree.ofThisBuild().root().normalize();
    return Stream.iterate(root, Objects::nonNull, Path::getParent)
        .map(at -> at.resolve("shared").resolve("vectors"))
        .filter(Files::isDirectory)
        .findFirst();
  }

  private static TestAbortedException absent(String name) {
    return new TestAbortedException("the public test vectors are not on this machine: " + name);
  }
}
