package org.bequest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bequest.store.AuditEntry;
import org.bequest.store.KeyPackageRow;
import org.bequest.store.KeyPackages;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReceiptCommandsTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

  @TempDir static Path folder;
  private static ServedDeployment served;

  @BeforeAll
  static void serve() throws IOException {
    served = ServedDeployment.in(folder.resolve("data"));
    send("0a", "", NOW);
    send("0b", "plant7", NOW.plusSeconds(1));
    send("0c", "plant7", NOW.plusSeconds(2));
    back("0a", KeyPackageRow.Answer.RECEIPT);
    back("0c", "decryptFailure");
  }

  @AfterAll
  static void stop() {
    served.close();
  }

  private static KeyPackages packages() {
    return served.server().deployment().parts().store().keyPackages();
  }

  private static void send(String id, String label, Instant at) {
    packages()
        .sent(
            new KeyPackageRow(
                id,
                label,
                "user:alice",
                "enveloped",
                new KeyPackageRow.Certified("ff" + id, "1f", "CN=device-" + id),
                true,
                at,
                Optional.empty()),
            audit("package.send", id));
  }

  private static void back(String id, String outcome) {
    var answer = new KeyPackageRow.Answer(outcome, "user:alice", "00", NOW.plusSeconds(9));
    packages().answer(id, answer, audit("package.answer", id));
  }

  private static AuditEntry audit(String action, String id) {
    return new AuditEntry(NOW, action, "user:alice", id, "ok", Map.of());
  }

  private static CommandRun list(String... filters) {
    List<String> all = new ArrayList<>(List.of("receipt", "list"));
    all.addAll(List.of(filters));
    all.addAll(List.of("--dir", served.directory().toString()));
    CommandRun run = CommandRun.of(all.toArray(String[]::new));
    assertThat(run.exitCode()).as(run.err()).isZero();
    return run;
  }

  private static List<String> ids(String... filters) {
    List<String> json = new ArrayList<>(List.of(filters));
    json.add("--json");
    return list(json.toArray(String[]::new)).json().stream()
        .map(line -> line.get("id").asString())
        .toList();
  }

  @Test
  void theNewestComeFirstAndFiltersChoose() {
    assertThat(ids()).containsExactly("0c", "0b", "0a");
    assertThat(ids("--state", "open")).containsExactly("0b");
    assertThat(ids("--state", "error")).containsExactly("0c");
    assertThat(ids("--label", "default")).containsExactly("0a");
    assertThat(ids("--text", "DEVICE-0B")).containsExactly("0b");
    assertThat(ids("--limit", "1", "--after", "0C")).containsExactly("0b");
    assertThat(list("--text", "nobody").err()).contains("there is none");
  }

  @Test
  void aLineSaysWhatCameBack() {
    assertThat(list("--state", "error").out())
        .contains("0c", "error decryptFailure", "enveloped", "user:alice", "CN=device-0c");
    var receipt = list("--state", "receipt", "--json").json().getFirst();
    assertThat(receipt.get("state").asString()).isEqualTo("receipt");
    assertThat(receipt.get("returnedBy").asString()).isEqualTo("user:alice");
    assertThat(receipt.has("error")).isFalse();
    assertThat(list("--state", "open", "--json").json().getFirst().has("returnedAt")).isFalse();
  }

  @Test
  void aStateThatIsNoneIsRefused() {
    CommandRun run =
        CommandRun.of("receipt", "list", "--state", "lost", "--dir", served.directory().toString());
    assertThat(run.exitCode()).isNotZero();
    assertThat(run.err()).contains("state is one of [error, open, receipt]");
  }
}
