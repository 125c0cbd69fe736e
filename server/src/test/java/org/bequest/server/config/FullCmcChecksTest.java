package org.bequest.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.bequest.conformance.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What may stand in {@code labels.<name>.full-cmc}. */
class FullCmcChecksTest {
  private static Configuration.Result parse(String key, String more) {
    return Configuration.parse(
        Path.of("/etc/bequest/bequest.yaml"),
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
            full-cmc:
              offered: true
              %s
        %s
        """
            .formatted(key, more));
  }

  @Test
  void whatIsNotGivenIsAsSafeAsCanBe() {
    assertThat(parse("max-depth: 2", ""))
        .isInstanceOfSatisfying(
            Configuration.Result.Loaded.class,
            loaded -> {
              FullCmcSettings read =
                  Objects.requireNonNull(loaded.settings().labels().get("default")).fullCmc();
              assertThat(read.confirm()).isEqualTo(Duration.ZERO);
              assertThat(read.profile()).isEqualTo(FullCmcSettings.CmcProfile.NONE);
              assertThat(read.sha1Proofs()).isFalse();
            });
  }

  @ParameterizedTest
  @CsvSource({
    "max-depth: 0, max-depth",
    "max-requests: 100000, max-requests",
    "nonce-window: 365d, nonce-window",
    "confirm: 365d, confirm",
    "profile: cnsa, messages.curve",
  })
  void valuesThatCannotBeAreNamed(String key, String named) {
    assertThat(parse(key, ""))
        .isInstanceOfSatisfying(
            Configuration.Result.Invalid.class,
            invalid -> assertThat(invalid.faults().toString()).contains(named));
  }

  @Test
  @Requirement({"R8756-6.2-8", "R8756-6.1-1"})
  void theProfileOfRfc8756NeedsKeysForItAndNoSha1() {
    String curve = "messages:\n  curve: p384";
    assertThat(parse("profile: cnsa", curve)).isInstanceOf(Configuration.Result.Loaded.class);
    assertThat(parse("profile: cnsa\n      sha1-proofs: true", curve))
        .isInstanceOfSatisfying(
            Configuration.Result.Invalid.class,
            invalid -> assertThat(invalid.faults().toString()).contains("8756"));
  }
}
