package org.bequest.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the manual shows as configuration is configuration. */
class ManualExamplesTest {
  private static final Path MANUAL = Path.of("..", "docs", "manual");
  private static final Pattern EXAMPLE = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);
  private static final String SERVICE =
      """
      store:
        path: bequest.db
      tls:
        key-store: server.p12
        password: file:secrets/tls
      ca:
        key-store: issuing.p12
        password: file:secrets/ca
      """;
  private static final String PROFILES =
      """
      profiles:
        device:
          validity: 90d
      """;

  static Stream<String> examples() {
    return Stream.of(
            "fullcmc-controls.md",
            "fullcmc.md",
            "labels.md",
            "profiles.md",
            "serverkeygen-return.md",
            "serverkeygen.md")
        .flatMap(page -> of(page).stream());
  }

  private static List<String> of(String page) {
    try {
      List<String> examples =
          EXAMPLE
              .matcher(Files.readString(MANUAL.resolve(page)))
              .results()
              .map(r -> r.group(1))
              .toList();
      assertThat(examples).as(page).isNotEmpty();
      return examples;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @MethodSource("examples")
  void anExampleIsAccepted(String example) {
    String profiles = example.contains("profiles:") ? "" : PROFILES;
    assertThat(Configuration.parse(Path.of("bequest.yaml"), SERVICE + profiles + example))
        .isInstanceOf(Configuration.Result.Loaded.class);
  }
}
