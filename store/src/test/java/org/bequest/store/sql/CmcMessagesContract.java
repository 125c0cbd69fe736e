package org.bequest.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.bequest.store.CmcMessages.Heard;
import org.bequest.store.CmcMessages.Message;
import org.junit.jupiter.api.Test;

/** What every CmcMessages does. */
abstract class CmcMessagesContract extends StoreContract {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

  private Heard hear(String sender, int nonce, Instant now) {
    Message message = new Message(sender, new byte[] {(byte) nonce}, NOW.plusSeconds(60));
    return store.cmcMessages().hear(message, 3, now);
  }

  @Test
  void theSeedIsMadeOnceAndIsNoOtherKey() {
    byte[] seed = store.cmcMessages().seed();
    assertThat(seed).hasSize(32).isNotEqualTo(store.nonces().key());
    reopen();
    assertThat(store.cmcMessages().seed()).isEqualTo(seed);
  }

  @Test
  void aMessageOfOneSenderIsHeardOnceAlsoAfterARestart() {
    assertThat(hear("cert:a:1", 1, NOW)).isEqualTo(Heard.FIRST_TIME);
    assertThat(hear("cert:a:2", 1, NOW)).isEqualTo(Heard.FIRST_TIME);
    reopen();
    assertThat(hear("cert:a:1", 1, NOW)).isEqualTo(Heard.AGAIN);
  }

  @Test
  void oneSenderCannotFillTheMemory() {
    hear("cert:a:1", 1, NOW);
    hear("cert:a:1", 2, NOW);
    hear("cert:a:1", 3, NOW);
    assertThat(hear("cert:a:1", 4, NOW)).isEqualTo(Heard.TOO_MANY);
    assertThat(hear("cert:a:2", 4, NOW)).isEqualTo(Heard.FIRST_TIME);
  }

  @Test
  void whatIsOverIsForgotten() {
    assertThat(hear("cert:a:1", 1, NOW)).isEqualTo(Heard.FIRST_TIME);
    assertThat(hear("cert:a:1", 1, NOW.plusSeconds(59))).isEqualTo(Heard.AGAIN);
    assertThat(hear("cert:a:1", 1, NOW.plusSeconds(60))).isEqualTo(Heard.FIRST_TIME);
  }
}
