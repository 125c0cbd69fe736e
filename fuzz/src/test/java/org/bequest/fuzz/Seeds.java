package org.bequest.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Objects;
import java.util.stream.Stream;
import org.bequest.conformance.SourceTree;
import org.bequest.conformance.Vectors;
import org.bequest.formats.MalformedException;
import org.bequest.formats.cms.SignedContent;
import org.bouncycastle.asn1.x509.Extension;
import org.junit.jupiter.params.provider.Arguments;
import org.opentest4j.TestAbortedException;

/** Where a fuzzer begins. */
public final class Seeds {
  private Seeds() {}

  public static Stream<Arguments> of(byte[]... seeds) {
    return Stream.of(seeds).map(seed -> Arguments.of((Object) seed));
  }

  /** Vectors of public projects, those that are on this machine. */
  public static Stream<Arguments> vectors(String... names) {
    return Stream.of(names).flatMap(Seeds::vector).map(seed -> Arguments.of((Object) seed));
  }

  /** All vectors of public projects that are on this machine. */
  public static Stream<Arguments> everyVector() {
    return vectors(
        Vectors.folder().stream()
            .flatMap(folder -> Stream.of(Objects.requireNonNull(folder.toFile().list())))
            .filter(file -> file.endsWith(".b64"))
            .map(file -> file.substring(0, file.length() - ".b64".length()))
            .sorted()
            .toArray(String[]::new));
  }

  /** What is signed in the vectors of these names. */
  public static Stream<Arguments> signed(String... names) {
    return Stream.of(names)
        .flatMap(Seeds::vector)
        .map(seed -> Arguments.of((Object) signedContent(seed)));
  }

  /** The values of the extensions in the vectors of these names. */
  public static Stream<Arguments> extensions(String... names) {
    return Stream.of(names)
        .flatMap(Seeds::vector)
        .map(seed -> Arguments.of((Object) Extension.getInstance(seed).getExtnValue().getOctets()));
  }

  private static byte[] signedContent(byte[] message) {
    try {
      return SignedContent.decode(message).content().orElseThrow().octets();
    } catch (MalformedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Header fields and other texts. */
  public static Stream<Arguments> texts(String... texts) {
    return of(
        Stream.of(texts).map(text -> text.getBytes(StandardCharsets.UTF_8)).toArray(byte[][]::new));
  }

  /** The octets of test resources of another module, which are in base64. */
  public static Stream<Arguments> resources(String module, String... names) {
    return Stream.of(names)
        .map(name -> Arguments.of((Object) Base64.getMimeDecoder().decode(text(module, name))));
  }

  /** A test resource of another module as it is. */
  public static byte[] text(String module, String name) {
    Path folder = SourceTree.ofThisBuild().root().resolve(module).resolve("src/test/resources");
    try {
      return Files.readAllBytes(folder.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<byte[]> vector(String name) {
    try {
      return Stream.of(Vectors.shared(name));
    } catch (TestAbortedException _) {
      return Stream.empty();
    }
  }
}
