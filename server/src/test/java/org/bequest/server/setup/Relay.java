package org.bequest.server.setup;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A line to a server of this machine that a test can cut. */
final class Relay implements AutoCloseable {
  private final ServerSocket listener;
  private final int target;
  private final Queue<Socket> connections = new ConcurrentLinkedQueue<>();
  private volatile boolean open = true;

  Relay(int target) {
    this.target = target;
    try {
      this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return listener.getLocalPort();
  }

  /** Whether connections get through; those that are there are cut when they do not. */
  void open(boolean now) {
    open = now;
    if (!now) {
      connections.forEach(Relay::hangUp);
    }
  }

  private static void hangUp(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket near = listener.accept();
        connections.add(near);
        if (open) {
          Socket far = new Socket(InetAddress.getLoopbackAddress(), target);
          Thread.ofVirtual().start(() -> copy(near, far));
          Thread.ofVirtual().start(() -> copy(far, near));
        } else {
          near.close();
        }
      } catch (IOException _) {
        // The listener was closed, or the peer is gone: the next one may do better.
      }
    }
  }

  private static void copy(Socket from, Socket to) {
    try (from;
        to;
        InputStream source = from.getInputStream()) {
      source.transferTo(to.getOutputStream());
    } catch (IOException _) {
      // One side hung up, and so does the other.
    }
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
