package org.bequest.ca.est;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.bequest.client.EstClient;
import org.bequest.client.EstServer;
import org.bequest.client.Limits;
import org.bequest.client.trust.TrustAnchors;

/**
 * Connections to one EST server, each used by one request at a time and kept for the next. A
 * connection that has rested is tried with a GET before a request is put on it: a POST that finds
 * it closed may or may not have arrived.
 */
final class ClientPool {
  private static final Duration RESTED = Duration.ofSeconds(2);

  private final EstUpstream upstream;
  private final Semaphore turns;
  private final ConcurrentLinkedDeque<Line> idle = new ConcurrentLinkedDeque<>();

  /** A client and when it was last heard of. */
  private static final class Line {
    private final EstClient client;
    private long heard = System.nanoTime() - Duration.ofDays(1).toNanos();

    private Line(EstClient client) {
      this.client = client;
    }

    private boolean hasRested() {
      return System.nanoTime() - heard > RESTED.toNanos();
    }
  }

  ClientPool(EstUpstream upstream) {
    this.upstream = upstream;
    this.turns = new Semaphore(upstream.limits().connections(), true);
  }

  /**
   * @param use told whether the connection should be tried first; what it throws closes the
   *     connection
   * @return empty when no turn came in time
   */
  <T> Optional<T> with(Function<Loan, T> use) {
    try {
      if (!turns.tryAcquire(upstream.limits().exchange().toMillis(), TimeUnit.MILLISECONDS)) {
        return Optional.empty();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
    try {
      return Optional.of(lend(use));
    } finally {
      turns.release();
    }
  }

  /**
   * @param rested whether nothing was heard on it lately
   */
  record Loan(EstClient client, boolean rested) {}

  private <T> T lend(Function<Loan, T> use) {
    Line known = idle.pollFirst();
    Line line = known == null ? new Line(open()) : known;
    try {
      T result = use.apply(new Loan(line.client, line.hasRested()));
      line.heard = System.nanoTime();
      idle.addFirst(line);
      return result;
    } catch (RuntimeException e) {
      line.client.close();
      throw e;
    }
  }

  private EstClient open() {
    return EstClient.of(EstServer.at(upstream.address().url(), upstream.address().label()))
        .trust(TrustAnchors.explicit(upstream.anchors()))
        .identity(upstream.identity())
        .tls(upstream.tls())
        .limits(Limits.timeout(upstream.limits().exchange()))
        .build();
  }

  /** Connections that nobody uses; those in use end with their request. */
  void close() {
    for (Line line = idle.pollFirst(); line != null; line = idle.pollFirst()) {
      line.client.close();
    }
  }
}
