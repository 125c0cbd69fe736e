package org.bequest.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteSettingsTest {
  private static final String YAML =
      """
      store:
        path: bequest.db
      tls:
        key-store: server.p12
        password: file:secrets/tls
      ca:
        key-store: issuing.p12
        password: env:CA_PASSWORD
      profiles:
        device:
          validity: 90d
      labels:
        default:
          profile: device
        plant/7:
          profile: device
      routes:
        prefixes:
          /.well-known/cpo: plant/7
        suffixes: [/ISO15118-20]
        aliases:
          plant/7-renewal: plant/7
      """;

  private static Configuration.Result parse(String yaml) {
    return Configuration.parse(Path.of("/etc/bequest/bequest.yaml"), yaml);
  }

  @Test
  void theyAreReadAsTheyStand() {
    assertThat(parse(YAML))
        .isInstanceOfSatisfying(
            Configuration.Result.Loaded.class,
            loaded ->
                assertThat(loaded.settings().routes())
                    .isEqualTo(
                        new RouteSettings(
                            Map.of("/.well-known/cpo", "plant/7"),
                            List.of("/ISO15118-20"),
                            Map.of("plant/7-renewal", "plant/7"))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "/.well-known/cpo: | cpo: | not a path like /.well-known/cpo",
        "/.well-known/cpo: | /: | not a path like /.well-known/cpo",
        "/.well-known/cpo: | /a//b: | an empty segment",
        "/.well-known/cpo: | /a/..: | a segment '.' or '..'",
        "/.well-known/cpo: | /.well-known/est: | is served anyway",
        "/.well-known/cpo: plant/7 | /.well-known/cpo: plant/8 | there is no such label",
        "/ISO15118-20 | ISO15118-20 | not a path like",
        "/ISO15118-20 | /cacerts | 'cacerts' is the name of an operation",
        "plant/7-renewal: | default: | is the name of a label",
        "plant/7-renewal: | a/pal: | 'pal' is the name of an operation",
        "plant/7-renewal: plant/7 | plant/7-renewal: plant | there is no such label",
      })
  void whatCouldNotBeReachedIsAFault(String right, String wrong, String reason) {
    assertThat(parse(YAML.replace(right, wrong)))
        .isInstanceOfSatisfying(
            Configuration.Result.Invalid.class,
            invalid -> assertThat(invalid.text()).contains("routes.").contains(reason));
  }
}
