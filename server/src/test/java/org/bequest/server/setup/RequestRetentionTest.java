package org.bequest.server.setup;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import org.bequest.server.support.TestKeys;
import org.bequest.store.RequestState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server clears requests away that nobody needs any more. */
class RequestRetentionTest {
  @TempDir Path folder;

  @Test
  void whatNobodyDecidesExpiresAndIsForgottenAfterTheTimeThatIsConfigured() throws Exception {
    try (var server = new ApprovalServer(folder, "mode: manual\nexpire: 2d\nwindow: 1d\n")) {
      String alice = server.user("alice");
      KeyPair keys = TestKeys.p256();
      for (int i = 0; i < 150; i++) {
        server.enroll(TestKeys.csr("CN=device-" + i, keys), alice);
      }
      assertThat(server.requests()).hasSize(150);
      server.clock().step(Duration.ofDays(2));
      server.restart();
      ApprovalServer.await(() ->
          server.requests().stream().allMatch(r -> r.state() instanceof RequestState.Expired));
      assertThat(server.store().audit().after(0, 10_000))
          .filteredOn(n -> n.entry().action().equals("request.expire"))
          .hasSize(150);
      server.clock().step(Duration.ofDays(31));
      server.restart();
      ApprovalServer.await(() -> server.requests().isEmpty());
    }
  }
}
