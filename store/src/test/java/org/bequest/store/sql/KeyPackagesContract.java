package org.bequest.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bequest.store.AuditEntry;
import org.bequest.store.KeyPackageRow;
import org.bequest.store.KeyPackageRow.Answer;
import org.bequest.store.KeyPackageRow.Certified;
import org.bequest.store.KeyPackages;
import org.bequest.store.KeyPackages.Answered;
import org.bequest.store.KeyPackages.PackageQuery;
import org.bequest.store.StoreException;
import org.junit.jupiter.api.Test;

/** What every KeyPackages does. */
abstract class KeyPackagesContract extends StoreContract {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

  private static KeyPackageRow row(String id, String identity, Instant at) {
    return new KeyPackageRow(
        id,
        "plant",
        identity,
        "enveloped",
        new Certified("ab" + id, "1f", "CN=" + identity),
        true,
        at,
        Optional.empty());
  }

  private static Answer answer(String outcome, String sha256) {
    return new Answer(outcome, "user:alice", sha256, NOW.plusSeconds(5));
  }

  private static AuditEntry audit(String action) {
    return new AuditEntry(NOW, action, "user:alice", "0a", "ok", Map.of());
  }

  private KeyPackages packages() {
    return store.keyPackages();
  }

  private void send(String id, String identity, Instant at) {
    packages().sent(row(id, identity, at), audit("package.send"));
  }

  private Answered back(String id, Answer answer) {
    return packages().answer(id, answer, audit("package.answer"));
  }

  private List<String> actions() {
    return store.audit().after(0, 100).stream().map(n -> n.entry().action()).toList();
  }

  private List<String> list(String state, String text, String after) {
    return packages().list(new PackageQuery(state, Optional.of("plant"), text, 2, after)).stream()
        .map(KeyPackageRow::id)
        .toList();
  }

  @Test
  void whatWasSentIsFoundAgainWithItsAuditEntry() {
    send("0a", "user:alice", NOW);
    reopen();
    assertThat(packages().find("0a")).contains(row("0a", "user:alice", NOW));
    assertThat(packages().find("0b")).isEmpty();
    assertThat(actions()).containsOnlyOnce("package.send");
  }

  @Test
  void noIdIsUsedTwice() {
    send("0a", "user:alice", NOW);
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> send("0a", "user:bob", NOW.plusSeconds(1)));
    assertThat(packages().find("0a").orElseThrow().identity()).isEqualTo("user:alice");
  }

  @Test
  void theFirstAnswerStandsAndItsRepetitionChangesNothing() {
    send("0a", "user:alice", NOW);
    Answer receipt = answer(Answer.RECEIPT, "01");
    assertThat(back("0a", receipt)).isEqualTo(Answered.RECORDED);
    reopen();
    assertThat(packages().find("0a").orElseThrow().answer()).contains(receipt);
    Answer again = new Answer(Answer.RECEIPT, "user:bob", "01", NOW.plusSeconds(9));
    assertThat(back("0a", again)).isEqualTo(Answered.REPEATED);
    assertThat(back("0a", answer(Answer.RECEIPT, "02"))).isEqualTo(Answered.CONFLICT);
    assertThat(back("0a", answer("decryptFailure", "03"))).isEqualTo(Answered.CONFLICT);
    assertThat(packages().find("0a").orElseThrow().answer()).contains(receipt);
    assertThat(back("0b", receipt)).isEqualTo(Answered.UNKNOWN);
    assertThat(actions()).containsOnlyOnce("package.answer");
  }

  @Test
  void aReceiptMayFollowAnErrorAndNothingElse() {
    send("0a", "user:alice", NOW);
    assertThat(back("0a", answer("resourcesBusy", "01"))).isEqualTo(Answered.RECORDED);
    assertThat(back("0a", answer("decryptFailure", "02"))).isEqualTo(Answered.CONFLICT);
    Answer receipt = answer(Answer.RECEIPT, "03");
    assertThat(back("0a", receipt)).isEqualTo(Answered.RECORDED);
    assertThat(packages().find("0a").orElseThrow().answer()).contains(receipt);
  }

  @Test
  void theNewestIsFoundByIdentityOrByCertificateUnderItsLabelOnly() {
    send("0a", "user:alice", NOW);
    send("0c", "user:alice", NOW.plusSeconds(2));
    send("0b", "user:alice", NOW.plusSeconds(1));
    send("0d", "user:bob", NOW.plusSeconds(3));
    assertThat(packages().newest("plant", "user:alice", "").orElseThrow().id()).isEqualTo("0c");
    assertThat(packages().newest("plant", "cert:x:1", "ab0b").orElseThrow().id()).isEqualTo("0b");
    assertThat(packages().newest("other", "user:alice", "ab0b")).isEmpty();
    assertThat(packages().newest("plant", "user:eve", "")).isEmpty();
  }

  @Test
  void listsHaveTheNewestFirstAndPages() {
    send("0a", "user:alice", NOW);
    send("0b", "user:bob", NOW);
    send("0c", "user:carol", NOW.plusSeconds(1));
    assertThat(list("", "", "")).containsExactly("0c", "0b");
    assertThat(list("", "", "0b")).containsExactly("0a");
    assertThat(list("", "BOB", "")).containsExactly("0b");
    assertThat(list("", "%", "")).isEmpty();
    back("0a", answer(Answer.RECEIPT, "01"));
    back("0b", answer("other", "01"));
    assertThat(list("open", "", "")).containsExactly("0c");
    assertThat(list("receipt", "", "")).containsExactly("0a");
    assertThat(list("error", "", "")).containsExactly("0b");
    assertThat(packages().list(new PackageQuery("", Optional.of(""), "", 9, ""))).isEmpty();
    assertThat(packages().list(new PackageQuery("", Optional.empty(), "", 9, ""))).hasSize(3);
  }

  @Test
  void oldOnesAreForgottenTheOldestFirst() {
    send("0b", "user:bob", NOW.plusSeconds(1));
    send("0a", "user:alice", NOW);
    send("0c", "user:carol", NOW.plusSeconds(2));
    assertThat(packages().forget(NOW.plusSeconds(2), 1)).isEqualTo(1);
    assertThat(list("", "", "")).containsExactly("0c", "0b");
    assertThat(packages().forget(NOW.plusSeconds(2), 10)).isEqualTo(1);
    assertThat(list("", "", "")).containsExactly("0c");
  }
}
