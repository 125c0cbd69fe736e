package org.bequest.server.setup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bequest.conformance.Requirement;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.formats.pkix.Csr;
import org.bequest.server.support.HttpReply;
import org.bequest.server.support.KeyParts;
import org.bequest.server.support.KeyWishes;
import org.bequest.server.support.RawClient;
import org.bequest.server.support.Registered;
import org.bequest.store.AuditEntry;
import org.bequest.store.CertificateRow;
import org.bequest.store.CertificateStore.CertificateQuery;
import org.bequest.store.RequestRow;
import org.bequest.store.RequestState;
import org.bequest.store.RequestStore.Changed;
import org.bequest.store.RequestStore.RequestQuery;
import org.bouncycastle.asn1.x509.CRLReason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests for keys that wait for a person (RFC 7030 4.2.3, 4.4.1). */
class KeyApprovalTest {
  private static final String KEYGEN = "/.well-known/est/keys/serverkeygen";

  private @TempDir Path folder;
  private ConfiguredEst est;
  private String device;

  @BeforeEach
  void start() {
    est =
        new ConfiguredEst(
            folder,
            """
              keys:
                profile: device
                authenticators: [one-time-password, basic]
                approval:
                  mode: manual
                  window: 12h
                keygen:
                  offered: true
            """);
    device = RawClient.basic("device-1", est.oneTimePassword("device-1", "keys"));
  }

  @AfterEach
  void stop() {
    est.close();
  }

  private static Csr wish(KeyAlgorithm algorithm) {
    return KeyWishes.wish(KeyWishes.of("device-1", algorithm));
  }

  private HttpReply ask(Csr csr, String credentials) {
    return est.post(KEYGEN, csr, credentials);
  }

  private List<RequestRow> requests() {
    return est.store().requests().list(new RequestQuery("", Optional.empty(), "", 100, ""));
  }

  private void approve() {
    RequestRow row = requests().getFirst();
    Instant now = est.clock().instant();
    var ruling = new RequestState.Ruling("operator:test", now, "");
    var audit =
        new AuditEntry(now, "request.approve", "operator:test", row.ticket(), "ok", Map.of());
    assertThat(
            est.store()
                .requests()
                .change(row.become(new RequestState.Approved(ruling), now), audit))
        .isEqualTo(Changed.CHANGED);
  }

  private CertificateRow row(BigInteger serial) {
    return est
        .store()
        .certificates()
        .list(new CertificateQuery("", "otp:device-1", 100, Instant.MAX))
        .stream()
        .filter(r -> r.serial().equals(serial))
        .findFirst()
        .orElseThrow();
  }

  @Test
  @Requirement({"R7030-4.4.1-1", "R7030-4.2.3-5"})
  void aRequestWaitsWithoutAKeyAndIsOneHoweverOftenItIsSent() {
    Csr first = wish(KeyAlgorithm.P256);
    HttpReply reply = ask(first, device);
    assertThat(reply.status()).isEqualTo(202);
    assertThat(reply.header("Retry-After")).isPresent();
    assertThat(reply.header("Cache-Control")).contains("no-store");

    assertThat(ask(wish(KeyAlgorithm.P256), device).status()).isEqualTo(202);

    assertThat(requests()).hasSize(1);
    RequestRow row = requests().getFirst();
    assertThat(row.key().operation()).isEqualTo("serverkeygen");
    assertThat(row.csr()).isEqualTo(first.encoded());
    assertThat(
            est.store().certificates().list(new CertificateQuery("", "", 100, Instant.MAX)).stream()
                .filter(r -> r.identity().startsWith("otp:")))
        .isEmpty();
  }

  @Test
  @Requirement("S-31")
  void anotherKindOfKeyOrAnotherProtectionIsAnotherRequest() {
    String alice = est.user("alice");
    assertThat(ask(wish(KeyAlgorithm.P256), alice).status()).isEqualTo(202);
    assertThat(ask(wish(KeyAlgorithm.P384), alice).status()).isEqualTo(202);
    byte[] id = "key-7".getBytes(UTF_8);
    new Registered(est.deployment()).kek("user:alice", id, new byte[16]);
    Csr wrapped =
        KeyWishes.wish(KeyWishes.symmetric(KeyWishes.of("device-1", KeyAlgorithm.P256), id));
    assertThat(ask(wrapped, alice).status()).isEqualTo(202);
    assertThat(requests()).hasSize(3);
  }

  @Test
  @Requirement({"S-17", "S-31"})
  void anAnswerThatWasLostIsAnotherKeyAndTheCertificateOfTheFirstIsRevoked() {
    assertThat(ask(wish(KeyAlgorithm.P256), device).status()).isEqualTo(202);
    approve();
    KeyParts lost = KeyParts.of(ask(wish(KeyAlgorithm.P256), device));
    KeyParts second = KeyParts.of(ask(wish(KeyAlgorithm.P256), device));

    assertThat(second.plainKey()).isNotEqualTo(lost.plainKey());
    assertThat(KeyParts.publicHalf(second.plainKey()))
        .isEqualTo(second.issued().getSubjectPublicKeyInfo());
    assertThat(row(lost.issued().getSerialNumber()).revocation().orElseThrow().reason())
        .isEqualTo(CRLReason.superseded);
    assertThat(row(second.issued().getSerialNumber()).revocation()).isEmpty();
  }

  @Test
  @Requirement("S-17")
  void aSpentPasswordGetsNothingButThatVeryRequest() {
    assertThat(ask(wish(KeyAlgorithm.P256), device).status()).isEqualTo(202);
    approve();
    KeyParts.of(ask(wish(KeyAlgorithm.P256), device));

    HttpReply other = ask(wish(KeyAlgorithm.P384), device);
    assertThat(other.status()).as(other.text()).isEqualTo(401);
    Csr named = KeyWishes.wish(KeyWishes.of("device-2", KeyAlgorithm.P256));
    assertThat(ask(named, device).status()).isIn(400, 401);
    assertThat(KeyParts.of(ask(wish(KeyAlgorithm.P256), device)).issued()).isNotNull();
  }

  @Test
  void noOtherKeyComesOfOneApprovalWhenItsTimeIsOver() {
    assertThat(ask(wish(KeyAlgorithm.P256), device).status()).isEqualTo(202);
    approve();
    KeyParts.of(ask(wish(KeyAlgorithm.P256), device));
    est.clock().step(Duration.ofHours(11));
    KeyParts.of(ask(wish(KeyAlgorithm.P256), device));
    est.clock().step(Duration.ofHours(2));

    HttpReply late = ask(wish(KeyAlgorithm.P256), device);
    assertThat(late.status()).isEqualTo(403);
    assertThat(late.text()).contains("was sent and is not kept: ask anew");
  }

  @Test
  @Requirement("S-07")
  void aKeyWhoseCertificateWasRevokedIsNotReplaced() {
    assertThat(ask(wish(KeyAlgorithm.P256), device).status()).isEqualTo(202);
    approve();
    KeyParts given = KeyParts.of(ask(wish(KeyAlgorithm.P256), device));
    var _ =
        est.deployment()
            .parts()
            .authority()
            .revoke(given.issued().getSerialNumber(), CRLReason.keyCompromise, "operator:test");

    HttpReply refused = ask(wish(KeyAlgorithm.P256), device);
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.text()).contains("issued and revoked since");
  }
}
