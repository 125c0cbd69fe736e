package org.bequest.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.assertj.core.api.Assertions;
import org.bequest.ca.CertificateAuthority;
import org.bequest.ca.Decision;
import org.bequest.ca.EnrollmentRequest;
import org.bequest.ca.local.LabelRules;
import org.bequest.ca.profile.Profile;
import org.bequest.ca.profile.ProfileConfig;
import org.bequest.conformance.Requirement;
import org.bequest.server.support.HttpReply;
import org.bequest.server.support.RawClient;
import org.bequest.server.support.ScriptedAuthority;
import org.bequest.server.support.TestEst;
import org.bequest.server.support.TestKeys;
import org.bequest.store.StoreException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An authority that fails, is overloaded, or is at work when the server is told to stop. */
class FailureTest {
  @TempDir Path directory;
  private TestEst est;

  @BeforeEach
  void start() {
    est = TestEst.start(directory);
    est.user("alice", "correct horse");
  }

  @AfterEach
  void stop() {
    est.close();
  }

  private CertificateAuthority real() {
    return est.authority().under(Profile.of("device", ProfileConfig.DEFAULT), LabelRules.DEFAULT);
  }

  private void decide(Function<EnrollmentRequest, Decision> decision) {
    est.server().reload(est.labels(new ScriptedAuthority(real(), decision)));
  }

  private static HttpReply enroll(RawClient client) {
    return client.post(
        TestEst.ENROLL,
        TestEst.body(TestKeys.csr("CN=device-1", TestKeys.p256())),
        RawClient.basic("alice", "correct horse"));
  }

  @Test
  @Requirement("R7030-4.2.3-2")
  void aBugIsAnsweredWithAnIdAndNothingElseAndTheConnectionLives() {
    decide(_ -> {
      throw new IllegalStateException("secret of /etc/bequest/issuing.p12");
    });
    try (RawClient client = est.client()) {
      HttpReply reply = enroll(client);
      assertThat(reply.status()).isEqualTo(500);
      assertThat(reply.text())
          .matches("est: the server could not do this, see its log \\[req [0-9a-f]{16}]\\n");
      assertThat(reply.head()).noneMatch(line -> line.contains("secret"));
      assertThat(est.events().getLast().reason()).isEqualTo("INTERNAL");
      assertThat(reply.text()).contains(est.events().getLast().id());
      assertThat(client.get("/.well-known/est/cacerts").status()).isEqualTo(200);
    }
  }

  @Test
  @Requirement("R7030-4.2.3-2")
  void anOverloadedStoreSaysWhenToComeAgain() {
    decide(_ -> {
      throw new StoreException.Overloaded("4096 writes wait");
    });
    try (RawClient client = est.client()) {
      HttpReply reply = enroll(client);
      assertThat(reply.status()).isEqualTo(503);
      assertThat(reply.header("Retry-After")).contains("5");
      assertThat(reply.text()).startsWith("est: too many requests are waiting, try again [req ");
    }
  }

  @Test
  @Requirement("S-76")
  void aStoreThatFailsLetsNoCertificateOut() {
    decide(_ -> {
      throw new StoreException("the disk is full");
    });
    try (RawClient client = est.client()) {
      HttpReply reply = enroll(client);
      assertThat(reply.status()).isEqualTo(500);
      assertThat(reply.text()).doesNotContain("disk");
    }
  }

  @Test
  void aStopFinishesTheRequestThatHasBegunAndTakesNoOther() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch leave = new CountDownLatch(1);
    CertificateAuthority real = real();
    decide(request -> {
      begun.countDown();
      await(leave);
      return real.enroll(request);
    });
    int port = est.server().port();
    try (RawClient client = est.client();
        ExecutorService threads = Executors.newCachedThreadPool()) {
      CompletableFuture<HttpReply> reply =
          CompletableFuture.supplyAsync(() -> enroll(client), threads);
      await(begun);
      CompletableFuture<Void> stop = CompletableFuture.runAsync(est.server()::close, threads);
      untilRefused(port);
      assertThat(stop).isNotDone();
      assertThat(est.server().health().ready()).isFalse();
      leave.countDown();
      assertThat(reply).succeedsWithin(Duration.ofSeconds(20));
      assertThat(TestEst.certificate(reply.join()).getSubject()).hasToString("CN=device-1");
      assertThat(stop).succeedsWithin(Duration.ofSeconds(20));
    }
  }

  private static void untilRefused(int port) throws Exception {
    for (int i = 0; i < 1000; i++) {
      try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
        Thread.sleep(10);
      } catch (ConnectException _) {
        return;
      }
    }
    Assertions.fail("the port is still open");
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
