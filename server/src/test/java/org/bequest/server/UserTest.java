package org.bequest.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.bequest.conformance.Requirement;
import org.bequest.crypto.secret.PasswordHash;
import org.bequest.crypto.secret.Secret;
import org.bequest.server.support.RawClient;
import org.bequest.server.support.TestEst;
import org.bequest.server.support.TestKeys;
import org.bequest.store.AuditEntry;
import org.bequest.store.CredentialStore.User;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Users change while their connections and their remembered passwords live. */
class UserTest {
  @TempDir Path directory;
  private TestEst est;

  @BeforeEach
  void start() {
    est = TestEst.start(directory);
    est.user("alice", "old horse");
  }

  @AfterEach
  void stop() {
    est.close();
  }

  private static int enroll(RawClient client, String password) {
    return client
        .post(
            TestEst.ENROLL,
            TestEst.body(TestKeys.csr("CN=device-1", TestKeys.p256())),
            RawClient.basic("alice", password))
        .status();
  }

  private void change(String label, String... names) {
    est.store()
        .credentials()
        .putUser(
            new User("alice", PasswordHash.hash(Secret.of("old horse")), label, List.of(names)),
            audit("user.put"));
  }

  private static AuditEntry audit(String action) {
    return new AuditEntry(Instant.now(), action, "operator:test", "alice", "ok", Map.of());
  }

  @Test
  void aChangedPasswordCountsAtTheNextRequestAndTheOldOneNoMore() {
    try (RawClient client = est.client()) {
      assertThat(enroll(client, "old horse")).isEqualTo(200);
      est.user("alice", "new horse");
      assertThat(enroll(client, "old horse")).isEqualTo(401);
      assertThat(enroll(client, "new horse")).isEqualTo(200);
    }
  }

  @Test
  void aDeletedUserIsNobodyAtTheNextRequest() {
    try (RawClient client = est.client()) {
      assertThat(enroll(client, "old horse")).isEqualTo(200);
      assertThat(est.store().credentials().deleteUser("alice", audit("user.delete"))).isTrue();
      assertThat(enroll(client, "old horse")).isEqualTo(401);
    }
  }

  @Test
  @Requirement("S-05")
  void aChangedGrantOrLabelCountsThoughThePasswordIsRemembered() {
    try (RawClient client = est.client()) {
      assertThat(enroll(client, "old horse")).isEqualTo(200);
      change("*", "CN=pump-*");
      assertThat(enroll(client, "old horse")).isEqualTo(400);
      change("plant/7", "CN=device-*");
      assertThat(enroll(client, "old horse")).isEqualTo(401);
      change("", "CN=device-*");
      assertThat(enroll(client, "old horse")).isEqualTo(200);
    }
  }
}
