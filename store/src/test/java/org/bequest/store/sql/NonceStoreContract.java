package org.bequest.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.bequest.store.NonceStore;
import org.junit.jupiter.api.Test;

/** What every NonceStore does. */
abstract class NonceStoreContract extends StoreContract {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

  private static NonceStore.Use use(String nonce, long count) {
    return new NonceStore.Use(nonce, count, NOW.plusSeconds(60));
  }

  @Test
  void theKeyIsMadeOnceForAllWhoShareTheDatabase() {
    byte[] key = store.nonces().key();
    assertThat(key).hasSize(32);
    assertThat(store.nonces().key()).isEqualTo(key);
    reopen();
    assertThat(store.nonces().key()).isEqualTo(key);
  }

  @Test
  void aCountIsUsedOnceAlsoAfterARestart() {
    assertThat(store.nonces().use(use("n", 1), NOW)).isTrue();
    assertThat(store.nonces().use(use("n", 1), NOW)).isFalse();
    assertThat(store.nonces().use(use("n", 2), NOW)).isTrue();
    assertThat(store.nonces().use(use("m", 1), NOW)).isTrue();
    reopen();
    assertThat(store.nonces().use(use("n", 2), NOW)).isFalse();
  }

  @Test
  void whatHasExpiredIsForgotten() {
    assertThat(store.nonces().use(use("n", 1), NOW)).isTrue();
    assertThat(store.nonces().use(use("m", 1), NOW.plusSeconds(59))).isTrue();
    assertThat(store.nonces().use(use("n", 1), NOW.plusSeconds(59))).isFalse();
    assertThat(store.nonces().use(use("n", 1), NOW.plusSeconds(60))).isTrue();
  }
}
