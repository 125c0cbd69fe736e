package org.bequest.interop.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * {@code tolerance.tsv} says which test holds what was seen with real clients and servers; here
 * each of these tests is looked for.
 */
class ToleranceTableTest {
  private static final Path ROOT = Path.of(System.getProperty("bequest.root"));

  /**
   * @param source where it is written down
   * @param seen what a client or server does
   */
  record Row(String source, String seen, List<String> tests) {
    static Row of(String line) {
      String[] cells = line.split("\t", -1);
      assertThat(cells).as(line).hasSize(3);
      return new Row(cells[0], cells[1], List.of(cells[2].split(" ")));
    }

    @Override
    public String toString() {
      return source + ": " + seen;
    }
  }

  static Stream<Row> rows() throws IOException {
    try (InputStream table = ToleranceTableTest.class.getResourceAsStream("tolerance.tsv")) {
      return new String(table.readAllBytes(), UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(Row::of);
    }
  }

  @ParameterizedTest
  @MethodSource("rows")
  void isHeldByTestsThatExist(Row row) throws IOException {
    for (String test : row.tests()) {
      if (!test.equals("-")) {
        exists(test);
      }
    }
  }

  /** {@code module/package.Class#method}, below the module's root package. */
  private static void exists(String test) throws IOException {
    String[] parts = test.split("[/#]", -1);
    String below = "src/test/java/org/bequest/" + parts[0];
    Path file = ROOT.resolve(parts[0]).resolve(below).resolve(parts[1].replace('.', '/') + ".java");
    assertThat(file).exists();
    if (parts.length > 2) {
      assertThat(Files.readString(file)).contains("void " + parts[2] + "(");
    }
  }
}
