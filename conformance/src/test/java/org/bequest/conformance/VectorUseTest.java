package org.bequest.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class VectorUseTest {

  @Test
  void everyVectorOfPublicProjectsIsNamedByATest() throws IOException {
    Optional<Path> folder = Vectors.folder();
    assumeThat(folder).as("the public test vectors are not on this machine").isPresent();
    String tests = tests();
    assertThat(names(folder.orElseThrow()))
        .isNotEmpty()
        .allSatisfy(name -> assertThat(tests.contains("\"" + name + "\"")).as(name).isTrue());
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".b64"))
          .map(name -> name.substring(0, name.length() - ".b64".length()))
          .sorted()
          .toList();
    }
  }

  /** A fuzzer's corpus shows nothing. */
  private static String tests() {
    SourceTree tree = SourceTree.ofThisBuild();
    return tree.modules().stream()
        .filter(module -> !module.equals("fuzz"))
        .flatMap(module -> tree.testFiles(module).stream())
        .map(VectorUseTest::text)
        .collect(Collectors.joining());
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
