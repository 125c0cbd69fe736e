package org.bequest.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.bequest.conformance.Requirement;
import org.bequest.store.CertificateStore.Payment;
import org.bequest.store.CertificateStore.Recorded;
import org.bequest.store.SealedSecret;
import org.bequest.store.SharedSecrets;
import org.bequest.store.SharedSecrets.Kind;
import org.junit.jupiter.api.Test;

/** What every SharedSecrets does. */
abstract class SharedSecretsContract extends StoreContract {
  @Test
  void aSecretIsFoundAsAddedAlsoAfterARestart() {
    SealedSecret secret = secret("a", Kind.KEY_ENCRYPTION, "device-7", false);
    assertThat(add(secret)).isTrue();
    reopen();
    assertThat(store.sharedSecrets().find("a").orElseThrow())
        .usingRecursiveComparison()
        .isEqualTo(secret);
    assertThat(store.sharedSecrets().find("b")).isEmpty();
  }

  @Test
  void aSecretIsFoundByItsReferenceAndByItsOwnerForItsOwnKindAlone() {
    add(secret("a", Kind.KEY_ENCRYPTION, "device-7", false));
    add(secret("b", Kind.CMC, "device-7", false));
    assertThat(store.sharedSecrets().referred(Kind.KEY_ENCRYPTION, octets("ref-a")))
        .extracting(SealedSecret::id)
        .containsExactly("a");
    assertThat(store.sharedSecrets().referred(Kind.CMC, octets("ref-a"))).isEmpty();
    assertThat(store.sharedSecrets().belonging(Kind.CMC, "device-7"))
        .extracting(SealedSecret::id)
        .containsExactly("b");
    assertThat(store.sharedSecrets().belonging(Kind.CMC, "device-70")).isEmpty();
  }

  @Test
  void theSameReferenceOfTheSameOwnerIsTakenAndNothingIsTold() {
    add(secret("a", Kind.CMC, "device-7", false));
    assertThat(add(secret("a", Kind.CMC, "device-8", false))).isFalse();
    assertThat(add(named("b", "ref-a", Kind.CMC, "device-7"))).isFalse();
    assertThat(add(named("c", "ref-a", Kind.CMC, "device-8"))).isTrue();
    assertThat(store.sharedSecrets().all()).hasSize(2);
    assertThat(store.audit().after(0, 10)).hasSize(2);
    assertThat(store.audit().firstBroken()).isEmpty();
  }

  @Test
  void aRemovedSecretIsGoneAndASecondRemovalTellsNothing() {
    add(secret("a", Kind.CMC, "device-7", false));
    assertThat(store.sharedSecrets().remove("a", Rows.audit("a"))).isTrue();
    assertThat(store.sharedSecrets().remove("a", Rows.audit("a"))).isFalse();
    assertThat(store.sharedSecrets().all()).isEmpty();
    assertThat(store.audit().after(0, 10)).hasSize(2);
    assertThat(add(secret("a", Kind.CMC, "device-7", false))).isTrue();
  }

  @Test
  @Requirement("S-17")
  void aSecretForOneUsePaysForTheCertificatesOfOneMessage() {
    add(secret("a", Kind.CMC, "device-7", true));
    assertThat(record(1, "a", "message-1", Optional.empty())).isEqualTo(Recorded.COMMITTED);
    assertThat(record(2, "a", "message-1", Optional.empty())).isEqualTo(Recorded.COMMITTED);
    assertThat(record(3, "a", "message-2", Optional.empty())).isEqualTo(Recorded.PASSWORD_SPENT);
    assertThat(store.certificates().find(Rows.ISSUER, BigInteger.valueOf(3))).isEmpty();
    reopen();
    assertThat(store.sharedSecrets().find("a").orElseThrow().spentAt()).contains(Rows.NOW);
    assertThat(record(3, "a", "message-2", Optional.empty())).isEqualTo(Recorded.PASSWORD_SPENT);
  }

  @Test
  void aSecretForManyUsesIsNotSpent() {
    add(secret("a", Kind.CMC, "device-7", false));
    assertThat(record(1, "a", "message-1", Optional.empty())).isEqualTo(Recorded.COMMITTED);
    assertThat(record(2, "a", "message-2", Optional.empty())).isEqualTo(Recorded.COMMITTED);
    assertThat(store.sharedSecrets().find("a").orElseThrow().spentAt()).isEmpty();
  }

  @Test
  void aSecretThatWasRemovedOrHasExpiredPaysForNothing() {
    add(secret("a", Kind.CMC, "device-7", false));
    store.sharedSecrets().remove("a", Rows.audit("a"));
    assertThat(record(1, "a", "m", Optional.empty())).isEqualTo(Recorded.PASSWORD_SPENT);
    add(expiring("b", Rows.NOW));
    assertThat(record(1, "b", "m", Optional.empty())).isEqualTo(Recorded.PASSWORD_SPENT);
    assertThat(store.certificates().find(Rows.ISSUER, BigInteger.ONE)).isEmpty();
  }

  @Test
  void aCertificateThatIsNotRecordedSpendsNoSecret() {
    add(secret("a", Kind.CMC, "device-7", true));
    store.certificates().record(Rows.certificate(1), Rows.audit("1"), Optional.empty());
    assertThat(record(1, "a", "m-1", Optional.empty())).isEqualTo(Recorded.DUPLICATE_SERIAL);
    assertThat(record(2, "a", "m-2", Optional.of("absent"))).isEqualTo(Recorded.TICKET_SPENT);
    assertThat(record(2, "a", "m-3", Optional.empty())).isEqualTo(Recorded.COMMITTED);
  }

  @Test
  @Requirement("S-17")
  void aHundredMessagesAtOnceGetOneCertificateForASecretOfOneUse() throws Exception {
    add(secret("a", Kind.CMC, "device-7", true));
    List<Callable<Recorded>> attempts = new ArrayList<>();
    for (int i = 1; i <= 100; i++) {
      int serial = i;
      attempts.add(() -> record(serial, "a", "message-" + serial, Optional.empty()));
    }
    int committed = 0;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var attempt : threads.invokeAll(attempts)) {
        committed += attempt.get() == Recorded.COMMITTED ? 1 : 0;
      }
    }
    assertThat(committed).isOne();
  }

  @Test
  @Requirement("S-16")
  void aSecretIsNotInItsText() {
    assertThat(secret("a", Kind.CMC, "device-7", true))
        .hasToString("SealedSecret[a, CMC, device-7]");
  }

  private boolean add(SealedSecret secret) {
    return store.sharedSecrets().add(secret, Rows.audit(secret.id()));
  }

  private Recorded record(long serial, String id, String message, Optional<String> ticket) {
    var use = new SharedSecrets.Use(id, message);
    var payment = new Payment(Optional.empty(), Optional.of(use), ticket);
    return store
        .certificates()
        .record(Rows.certificate(serial), Rows.audit(Long.toString(serial)), payment);
  }

  private static SealedSecret secret(String id, Kind kind, String identity, boolean once) {
    return new SealedSecret(
        id,
        kind,
        octets("ref-" + id),
        identity,
        "plant7",
        List.of("CN=" + identity, "dns:*.example"),
        octets("sealed"),
        once,
        Rows.NOW,
        Optional.empty(),
        Optional.empty());
  }

  private static SealedSecret named(String id, String reference, Kind kind, String identity) {
    SealedSecret of = secret(id, kind, identity, false);
    return new SealedSecret(
        id,
        kind,
        octets(reference),
        identity,
        of.label(),
        of.names(),
        of.sealed(),
        false,
        of.createdAt(),
        Optional.empty(),
        Optional.empty());
  }

  private static SealedSecret expiring(String id, Instant at) {
    SealedSecret of = secret(id, Kind.CMC, "device-7", false);
    return new SealedSecret(
        id,
        of.kind(),
        of.reference(),
        of.identity(),
        of.label(),
        of.names(),
        of.sealed(),
        false,
        of.createdAt(),
        Optional.of(at),
        Optional.empty());
  }

  private static byte[] octets(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
