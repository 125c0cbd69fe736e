package org.bequest.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.bequest.conformance.Requirement;
import org.junit.jupiter.api.Test;

/** What all PublishedAnchors do. */
abstract class PublishedAnchorsContract extends StoreContract {
  private long number(int set) {
    byte[] hash = new byte[32];
    hash[0] = (byte) set;
    return store.publishedAnchors().number("ca", hash, 1);
  }

  @Test
  @Requirement("R5272-6.15-5")
  void theNumberGoesUpWithEachOtherSetAndOnlyThen() {
    assertThat(number(1)).isEqualTo(1);
    assertThat(number(1)).isEqualTo(1);
    assertThat(number(2)).isEqualTo(2);
    reopen();
    assertThat(number(2)).isEqualTo(2);
    assertThat(number(1)).isEqualTo(3);
    assertThat(store.publishedAnchors().number("another", new byte[32], 1)).isEqualTo(1);
  }

  @Test
  @Requirement("S-77")
  void theNumberIsNeverBelowWhatIsDemanded() {
    assertThat(store.publishedAnchors().number("ca", new byte[32], 100)).isEqualTo(100);
    assertThat(store.publishedAnchors().number("ca", new byte[32], 200)).isEqualTo(100);
    assertThat(number(1)).isEqualTo(101);
  }

  @Test
  void serversThatSeeTheChangeAtOnceAgreeOnItsNumber() throws Exception {
    number(1);
    Callable<Long> publish = () -> number(2);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Long>> numbers =
          threads.invokeAll(IntStream.range(0, 20).mapToObj(_ -> publish).toList());
      for (Future<Long> number : numbers) {
        assertThat(number.get()).isEqualTo(2);
      }
    }
  }
}
