package org.bequest.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.bequest.conformance.Requirement;
import org.bequest.crypto.tls.TlsProviders;
import org.bequest.server.support.HttpReply;
import org.bequest.server.support.RawClient;
import org.bequest.server.support.SteppingClock;
import org.bequest.server.support.TestEst;
import org.bequest.server.support.TestKeys;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** One password, one certificate. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Requirement("S-17")
class OneTimePasswordTest {
  private final SteppingClock clock = new SteppingClock();
  private TestEst est;

  @BeforeAll
  void start(@TempDir Path directory) {
    est = TestEst.start(directory, TlsProviders.standard(), clock);
  }

  @AfterAll
  void stop() {
    est.close();
  }

  private HttpReply enroll(String device, String user, String password) {
    try (RawClient client = est.client()) {
      return client.post(
          TestEst.ENROLL,
          TestEst.body(TestKeys.csr("CN=" + device, TestKeys.p256())),
          RawClient.basic(user, password));
    }
  }

  @Test
  void aHundredRequestsAtOnceGetOneCertificate() {
    String password = est.oneTimePassword("device-race");
    List<CompletableFuture<Integer>> replies = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(100)) {
      for (int i = 0; i < 100; i++) {
        replies.add(
            CompletableFuture.supplyAsync(
                () -> enroll("device-race", "device-race", password).status(), threads));
      }
    }
    List<Integer> statuses = replies.stream().map(CompletableFuture::join).toList();
    assertThat(statuses).filteredOn(s -> s == 200).hasSize(1);
    assertThat(statuses).filteredOn(s -> s != 200).allMatch(s -> s == 401 || s == 403);
    assertThat(est.store().credentials().passwords())
        .filteredOn(p -> p.name().equals("device-race"))
        .allMatch(p -> p.spentAt().isPresent());
  }

  @Test
  void aSpentPasswordIsWorthNothing() {
    String password = est.oneTimePassword("device-1");
    assertThat(enroll("device-1", "device-1", password).status()).isEqualTo(200);
    assertThat(enroll("device-1", "device-1", password).status()).isEqualTo(401);
  }

  @Test
  @Requirement("R7030-3.2.3-9")
  void theUserNameMayBeEmptyAndTheCodeTypedCarelessly() {
    String password = est.oneTimePassword("device-2").toLowerCase(java.util.Locale.ROOT);
    assertThat(enroll("device-2", "", password.replace("-", " ")).status()).isEqualTo(200);
  }

  @Test
  void aPasswordCountsForItsDeviceAndLabelOnly() {
    assertThat(enroll("device-3", "device-4", est.oneTimePassword("device-3")).status())
        .isEqualTo(401);
    String elsewhere = est.oneTimePassword("device-3", "plant/7", Duration.ofHours(1));
    assertThat(enroll("device-3", "device-3", elsewhere).status()).isEqualTo(401);
  }

  @Test
  void aPasswordExpires() {
    String password = est.oneTimePassword("device-5", "", Duration.ofMinutes(1));
    clock.step(Duration.ofMinutes(2));
    assertThat(enroll("device-5", "device-5", password).status()).isEqualTo(401);
  }
}
