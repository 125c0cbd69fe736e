package org.bequest.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bequest.conformance.Requirement;
import org.junit.jupiter.api.Test;

/** What every Sequences does. */
abstract class SequencesContract extends StoreContract {
  @Test
  @Requirement("S-77")
  void aSequenceGoesOnlyUpAndOverARestart() {
    assertThat(store.sequences().next("crl")).isEqualTo(1);
    store.sequences().raise("crl", 100);
    store.sequences().raise("crl", 50);
    reopen();
    assertThat(store.sequences().next("crl")).isEqualTo(101);
  }

  @Test
  void sequencesAreCountedByName() {
    store.sequences().raise("a", 7);
    assertThat(store.sequences().next("b")).isEqualTo(1);
    assertThat(store.sequences().next("a")).isEqualTo(8);
  }

  @Test
  void noNumberIsGivenTwice() throws Exception {
    Callable<Long> next = () -> store.sequences().next("crl");
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      assertThat(threads.invokeAll(Collections.nCopies(100, next)).stream().map(Future::resultNow))
          .doesNotHaveDuplicates()
          .contains(1L, 100L);
    }
  }

  @Test
  void aSequenceIsNotRaisedBelowZero() {
    assertThatThrownBy(() -> store.sequences().raise("crl", -1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
