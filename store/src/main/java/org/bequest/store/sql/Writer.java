package org.bequest.store.sql;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import org.bequest.store.StoreException;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/**
 * The group commit. One thread takes all writes that wait, runs them in one transaction, commits
 * with one sync, and only then answers. It never waits for more to come: while one group is synced,
 * the next one gathers.
 *
 * <p>What a caller must expect is a value that his write returns after writing nothing. An
 * exception is unexpected: the group then starts again on a fresh connection, each write in a
 * savepoint of its own, so that it stays the trouble of the one who caused it. A write therefore
 * runs once or twice.
 */
final class Writer implements AutoCloseable {
  /** Bounds the time that the first of a group waits for the last. */
  private static final int GROUP = 512;

  private final Sqlite database;
  private final int capacity;
  private final BlockingQueue<Item<?>> queue = new LinkedBlockingQueue<>();
  private final Item<Boolean> last = new Item<>(transaction -> true);
  private final CompletableFuture<Boolean> ended = new CompletableFuture<>();
  private boolean closed;

  /** What one caller writes; he gets what it returns once that is committed. */
  @FunctionalInterface
  interface Work<T> {
    T run(Transaction transaction) throws SQLException;
  }

  /**
   * @param capacity writes that may wait
   */
  Writer(Sqlite database, int capacity) {
    this.database = database;
    this.capacity = capacity;
  }

  void start() {
    Thread.ofPlatform().daemon().name("bequest-store-writer").start(this::work);
  }

  /**
   * Returns after the sync.
   *
   * @throws StoreException when nothing of it was recorded
   */
  <T> T write(Work<T> work) {
    var item = new Item<>(work);
    accept(item);
    try {
      return item.await();
    } catch (CompletionException e) {
      throw failure(e.getCause() == null ? e : e.getCause());
    }
  }

  private synchronized void accept(Item<?> item) {
    if (closed) {
      throw new StoreException("The database is closed: the server is stopping.");
    }
    if (queue.size() >= capacity) {
      throw new StoreException.Overloaded(
          "The database is overloaded: " + capacity + " writes wait already.");
    }
    queue.add(item);
  }

  private void work() {
    @Nullable Transaction transaction = null;
    var group = new ArrayList<Item<?>>(GROUP);
    do {
      group.clear();
      gather(group);
      transaction = write(group, transaction);
    } while (!group.contains(last));
    discard(transaction);
    ended.complete(true);
  }

  private void gather(List<Item<?>> group) {
    try {
      group.add(queue.take());
      queue.drainTo(group, GROUP - 1);
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody knows this thread, so nobody interrupts it", e);
    }
  }

  /**
   * @param open the transaction of the group before, if it is of further use
   * @return the transaction for the next group; null after a failure, for then nobody knows in what
   *     state the connection is
   */
  private @Nullable Transaction write(List<Item<?>> group, @Nullable Transaction open) {
    var transaction = open;
    try {
      if (transaction == null) {
        transaction = database.transaction();
      }
      transaction.begin();
      if (!together(group, transaction)) {
        discard(transaction);
        transaction = database.transaction();
        transaction.begin();
        for (var item : group) {
          item.runAlone(transaction);
        }
      }
      transaction.commit();
      group.forEach(Item::answer);
      return transaction;
    } catch (Throwable e) {
      group.forEach(item -> item.fail(e));
      discard(transaction);
      return null;
    }
  }

  /** False when one of them failed: what it did before that must not be committed. */
  private static boolean together(List<Item<?>> group, Transaction transaction) {
    try {
      for (var item : group) {
        item.run(transaction);
      }
      return true;
    } catch (SQLException | RuntimeException e) {
      return false;
    }
  }

  private static void discard(@Nullable Transaction transaction) {
    if (transaction == null) {
      return;
    }
    try {
      transaction.close();
    } catch (RuntimeException e) {
      // The callers have the first failure; that of letting go adds nothing.
    }
  }

  @Override
  public void close() {
    synchronized (this) {
      if (!closed) {
        closed = true;
        queue.add(last);
      }
    }
    ended.join();
  }

  private RuntimeException failure(Throwable cause) {
    return switch (cause) {
      case SQLException e -> database.failure(e);
      case JdbiException e when e.getCause() instanceof SQLException sql -> database.failure(sql);
      case StoreException e -> new StoreException(String.valueOf(e.getMessage()), e);
      default -> new IllegalStateException("a write failed for no reason of the database", cause);
    };
  }

  /** One caller's write, his answer, and whether he may have it yet. */
  private static final class Item<T> {
    private final Work<T> work;
    private final CompletableFuture<T> future = new CompletableFuture<>();
    private @Nullable T result;
    private @Nullable Exception refused;

    Item(Work<T> work) {
      this.work = work;
    }

    void run(Transaction transaction) throws SQLException {
      result = work.run(transaction);
    }

    void runAlone(Transaction transaction) throws SQLException {
      transaction.mark();
      try {
        run(transaction);
      } catch (SQLException | RuntimeException e) {
        refused = e;
        transaction.undo();
      }
      transaction.release();
    }

    void answer() {
      if (refused != null) {
        future.completeExceptionally(refused);
      } else {
        future.complete(result);
      }
    }

    void fail(Throwable cause) {
      future.completeExceptionally(refused == null ? cause : refused);
    }

    T await() {
      return future.join();
    }
  }
}
