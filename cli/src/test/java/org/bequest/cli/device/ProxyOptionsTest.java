package org.bequest.cli.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.bequest.cli.terminal.CommandFailure;
import org.bequest.client.HttpProxy;
import org.bequest.conformance.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class ProxyOptionsTest {
  private static final Map<String, String> SET = Map.of("HTTPS_PROXY", "http://u:p@proxy:80");
  private static final HttpProxy PROXY = new HttpProxy("proxy", 80, "Basic dTpw");

  private static Optional<HttpProxy> chosen(
      String host, Map<String, String> environment, String... options) {
    return CommandLine.populateCommand(new ProxyOptions(), options).proxy(host, environment);
  }

  @Test
  void theEnvironmentCountsUnlessAnOptionSaysOtherwise() {
    assertThat(chosen("est.example", Map.of())).isEmpty();
    assertThat(chosen("est.example", SET)).contains(PROXY);
    assertThat(chosen("est.example", Map.of("https_proxy", "a:1", "HTTPS_PROXY", "b:2")))
        .contains(new HttpProxy("a", 1, ""));
    assertThat(chosen("est.example", SET, "--proxy", "none")).isEmpty();
    assertThat(chosen("est.example", SET, "--proxy", "other:8080"))
        .contains(new HttpProxy("other", 8080, ""));
    assertThat(chosen("localhost", Map.of(), "--proxy", "other")).isPresent();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "est.example    | est.example         | true",
        "est.example    | a.example,.example  | true",
        "EST.example    | Example             | true",
        "est.example    | *                   | true",
        "nest.example   | est.example         | false",
        "est.example    | est.example.org     | false",
        "est.example    | ,                   | false",
        "localhost      | nothing             | true",
        "127.0.0.1      | nothing             | true",
      })
  void someServersAreReachedDirectly(String host, String exempt, boolean direct) {
    var environment = Map.of("HTTPS_PROXY", "proxy:80", "no_proxy", exempt);
    assertThat(chosen(host, environment).isEmpty()).isEqualTo(direct);
  }

  @Test
  @Requirement("S-16")
  void aPasswordComesFromAFileAndNeverFromAnArgument(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("password"), "p\n");
    assertThat(
            chosen(
                "est.example",
                Map.of(),
                "--proxy",
                "proxy:80",
                "--proxy-user",
                "u",
                "--proxy-password-file",
                file.toString()))
        .contains(PROXY);
    assertThatThrownBy(() -> chosen("est.example", Map.of(), "--proxy", "u:hunter2@proxy"))
        .isInstanceOf(CommandFailure.class)
        .hasMessageNotContaining("hunter2");
    assertThatThrownBy(() -> chosen("est.example", Map.of("HTTPS_PROXY", "ftp://u:hunter2@p")))
        .isInstanceOf(CommandFailure.class)
        .hasMessageNotContaining("hunter2");
  }
}
