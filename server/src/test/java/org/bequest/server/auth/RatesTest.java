package org.bequest.server.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.bequest.conformance.Requirement;
import org.bequest.server.support.ConfiguredEst;
import org.bequest.server.support.HttpReply;
import org.bequest.server.support.RawClient;
import org.bequest.server.support.SteppingClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RatesTest {
  private final SteppingClock clock = new SteppingClock();

  @Test
  void aBurstIsLetThroughAndThenSoManyAMinute() {
    var rates = new Rates(0, 60, 3, clock);
    for (int i = 0; i < 3; i++) {
      assertThat(rates.ofAddress("192.0.2.1")).isZero();
    }
    assertThat(rates.ofAddress("192.0.2.1")).isEqualTo(Duration.ofSeconds(1));
    assertThat(rates.ofAddress("192.0.2.2")).isZero();
    clock.step(Duration.ofSeconds(1));
    assertThat(rates.ofAddress("192.0.2.1")).isZero();
    assertThat(rates.ofAddress("192.0.2.1")).isPositive();
    clock.step(Duration.ofHours(1));
    for (int i = 0; i < 3; i++) {
      assertThat(rates.ofAddress("192.0.2.1")).isZero();
    }
    assertThat(rates.ofAddress("192.0.2.1")).isPositive();
  }

  @Test
  void withoutALimitNobodyWaits() {
    for (int i = 0; i < 100; i++) {
      assertThat(Rates.off().ofIdentity("user:alice")).isZero();
    }
  }

  @Test
  @Requirement("R7030-6-1")
  void onTheWireACallerWhoAsksTooOftenIsToldWhenToComeBack(@TempDir Path folder) {
    try (var est =
        ConfiguredEst.start(
            folder,
            clock,
            "authenticators: [basic]",
            "limits:\n  rates:\n    per-identity: 6\n    burst: 2\n")) {
      est.user("alice", "correct horse");
      est.user("bob", "other horse");
      String alice = RawClient.basic("alice", "correct horse");
      assertThat(est.enroll("device-1", alice).status()).isEqualTo(200);
      assertThat(est.enroll("device-1", alice).status()).isEqualTo(200);
      HttpReply tooMany = est.enroll("device-1", alice);
      assertThat(tooMany.status()).isEqualTo(429);
      assertThat(tooMany.header("Retry-After")).contains("10");
      assertThat(est.enroll("device-1", RawClient.basic("bob", "other horse")).status())
          .isEqualTo(200);
      clock.step(Duration.ofSeconds(10));
      assertThat(est.enroll("device-1", alice).status()).isEqualTo(200);
    }
  }

  @Test
  void anAddressIsLimitedWhateverItAsksFor(@TempDir Path folder) {
    try (var est =
        ConfiguredEst.start(
            folder,
            clock,
            "authenticators: [basic]",
            "limits:\n  rates:\n    per-address: 60\n    burst: 1\n")) {
      try (RawClient client = est.client()) {
        assertThat(client.get("/.well-known/est/cacerts").status()).isEqualTo(200);
        assertThat(client.get("/.well-known/est/cacerts").status()).isEqualTo(429);
      }
    }
  }
}
