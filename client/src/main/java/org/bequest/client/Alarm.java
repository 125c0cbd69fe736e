package org.bequest.client;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes a socket when the time is up: a peer that sends a byte now and then never runs into a read
 * timeout.
 */
final class Alarm implements AutoCloseable {
  private static final Logger LOGGER = LoggerFactory.getLogger(Alarm.class);

  private final Thread thread;

  private Alarm(Socket socket, Duration time) {
    this.thread = Thread.ofVirtual().start(() -> closeAfter(socket, time));
  }

  static Alarm closing(Socket socket, Duration time) {
    return new Alarm(socket, time);
  }

  private static void closeAfter(Socket socket, Duration time) {
    try {
      Thread.sleep(time);
      socket.close();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      LOGGER.debug("a socket did not close", e);
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
