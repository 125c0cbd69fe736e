package org.bequest.ca.exec;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What a process writes, read on a thread of its own and kept up to a limit. It is read on beyond
 * the limit, so that the writer is not held up by a full pipe.
 */
final class BoundedStream {
  private static final int PIECE = 8192;

  private final int limit;
  private final Runnable overflow;
  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
  private final CountDownLatch end = new CountDownLatch(1);

  /**
   * @param overflow told once, when there is more than the limit
   */
  BoundedStream(InputStream source, int limit, Runnable overflow) {
    this.limit = limit;
    this.overflow = overflow;
    Thread.ofVirtual().start(() -> read(source));
  }

  private void read(InputStream source) {
    byte[] piece = new byte[PIECE];
    try (source) {
      for (int count = source.read(piece); count >= 0; count = source.read(piece)) {
        keep(piece, count);
      }
    } catch (IOException _) {
      // The process was killed, which whoever killed it knows.
    } finally {
      end.countDown();
    }
  }

  private synchronized void keep(byte[] piece, int count) {
    int room = limit - kept.size();
    kept.write(piece, 0, Math.min(room, count));
    if (count > room && room > 0) {
      overflow.run();
    }
  }

  /** Whether the stream ended within this time. */
  boolean ends(Duration within) throws InterruptedException {
    return end.await(within.toMillis(), TimeUnit.MILLISECONDS);
  }

  synchronized byte[] bytes() {
    return kept.toByteArray();
  }
}
