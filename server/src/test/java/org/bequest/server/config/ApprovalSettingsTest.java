package org.bequest.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.bequest.ca.Judge.Purpose;
import org.bequest.server.config.ApprovalSettings.Mode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApprovalSettingsTest {
  private static final String YAML =
      """
      store:
        path: bequest.db
        keep-requests: 90d
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
          approval:
            mode: manual
            operations: [enroll]
            retry-after: 60s
            expire: 3d
            window: 6h
            queue: 50
        free:
          profile: device
      """;

  private static Configuration.Result parse(String yaml) {
    return Configuration.parse(Path.of("/etc/bequest/bequest.yaml"), yaml);
  }

  @Test
  void theyAreReadAsTheyStandAndAreAutomaticWithoutThem() {
    assertThat(parse(YAML))
        .isInstanceOfSatisfying(
            Configuration.Result.Loaded.class,
            loaded -> {
              var labels = loaded.settings().labels();
              assertThat(labels)
                  .extractingByKey("default")
                  .extracting(LabelSettings::approval)
                  .isEqualTo(
                      new ApprovalSettings(
                          Mode.MANUAL,
                          List.of(Purpose.ENROLL),
                          Duration.ofSeconds(60),
                          Duration.ofDays(3),
                          Duration.ofHours(6),
                          50));
              assertThat(labels)
                  .extractingByKey("free")
                  .extracting(LabelSettings::approval)
                  .isEqualTo(ApprovalSettings.DEFAULT);
              assertThat(loaded.settings().store().keepRequests()).isEqualTo(Duration.ofDays(90));
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "mode: manual | mode: sometimes | approval.mode",
        "operations: [enroll] | operations: [] | approval.operations",
        "operations: [enroll] | operations: [enroll, enroll] | approval.operations",
        "operations: [enroll] | operations: [cacerts] | approval.operations",
        "retry-after: 60s | retry-after: 0s | approval.retry-after",
        "retry-after: 60s | retry-after: 31d | approval.retry-after",
        "retry-after: 60s | retry-after: 6h | approval.retry-after",
        "expire: 3d | expire: 1s | approval.retry-after",
        "expire: 3d | expire: 400d | approval.expire",
        "window: 6h | window: 0s | approval.window",
        "queue: 50 | queue: 0 | approval.queue",
        "queue: 50 | queue: 100001 | approval.queue",
        "keep-requests: 90d | keep-requests: 0s | store.keep-requests"
      })
  void whatCannotWorkIsAFaultThatNamesItsKey(String good, String bad, String key) {
    assertThat(parse(YAML.replace(good, bad)))
        .isInstanceOfSatisfying(
            Configuration.Result.Invalid.class, i -> assertThat(i.text()).contains(key));
  }
}
