package org.bequest.store.sql;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.bequest.store.StoreException;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/**
 * The group commit. One thread takes all writes that wait, runs each in its own savepoint, commits
 * them with one sync, and only then answers. It never waits for more to come: while one group is
 * synced, the next one gathers.
 */
final class Writer implements AutoCloseable {
  /** Bounds the time that the first of a group waits for the last. */
  private static final int GROUP = 512;

  private final Opening opening;
  private final BlockingQueue<Item<?>> queue;
  private final Thread thread;
  private final Item<Boolean> last = new Item<>(transaction -> true);
  private boolean closed;

  /** Gives a fresh transaction on a fresh connection. */
  @FunctionalInterface
  interface Opening {
    Transaction open() throws SQLException;
  }

  /** What one caller writes; he gets what it returns once that is committed. */
  @FunctionalInterface
  interface Work<T> {
    T run(Transaction transaction) throws SQLException;
  }

  Writer(Opening opening, int capacity) {
    this.opening = opening;
    this.queue = new ArrayBlockingQueue<>(capacity);
    this.thread = Thread.ofPlatform().daemon().name("bequest-store-writer").unstarted(this::work);
  }

  void start() {
    thread.start();
  }

  /**
   * Returns after the sync.
   *
   * @throws StoreException when nothing of it was recorded
   */
  <T> T write(Work<T> work) {
    var item = new Item<>(work);
    accept(item);
    return item.await();
  }

  private synchronized void accept(Item<?> item) {
    if (closed) {
      throw new StoreException("The database is closed: the server is stopping.");
    }
    if (!queue.offer(item)) {
      throw new StoreException.Overloaded(
          "The database is overloaded: " + queue.size() + " writes wait already.");
    }
  }

  private void work() {
    @Nullable Transaction transaction = null;
    var group = new ArrayList<Item<?>>(GROUP);
    while (!group.contains(last)) {
      group.clear();
      gather(group);
      transaction = write(group, transaction);
    }
    if (transaction != null) {
      transaction.close();
    }
  }

  private void gather(List<Item<?>> group) {
    try {
      group.add(queue.take());
    } catch (InterruptedException e) {
      return;
    }
    queue.drainTo(group, GROUP - 1);
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
        transaction = opening.open();
      }
      transaction.begin();
      for (var item : group) {
        item.run(transaction);
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
      if (closed) {
        return;
      }
      closed = true;
    }
    boolean interrupted = false;
    while (true) {
      try {
        if (!last.done()) {
          queue.put(last);
        }
        thread.join();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
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
      transaction.mark();
      try {
        result = work.run(transaction);
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

    boolean done() {
      return future.isDone();
    }

    T await() {
      try {
        return future.join();
      } catch (CompletionException e) {
        throw failure(e.getCause() == null ? e : e.getCause());
      }
    }
  }

  private static RuntimeException failure(Throwable cause) {
    return switch (cause) {
      case SQLException e ->
          new StoreException("The database refused to write: " + e.getMessage(), e);
      case JdbiException e ->
          new StoreException("The database refused to write: " + e.getMessage(), e);
      case StoreException e -> new StoreException(String.valueOf(e.getMessage()), e);
      default -> new IllegalStateException("a write failed for no reason of the database", cause);
    };
  }
}
