package org.bequest.server.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * Collects a body without a waiting thread: what has not arrived is asked for, and this runs again
 * when it has. A body that came with its head costs one copy.
 */
final class BodyReader implements Runnable {
  private static final byte[] NOTHING = {};

  private final Request request;
  private final int limit;
  private final Consumer<Body> then;
  private @Nullable ByteArrayOutputStream earlier;

  BodyReader(Request request, int limit, Consumer<Body> then) {
    this.request = request;
    this.limit = limit;
    this.then = then;
  }

  @Override
  public void run() {
    while (true) {
      Content.Chunk chunk = request.read();
      if (chunk == null) {
        request.demand(this);
        return;
      }
      Body end = take(chunk);
      if (end != null) {
        then.accept(end);
        return;
      }
    }
  }

  private @Nullable Body take(Content.Chunk chunk) {
    if (Content.Chunk.isFailure(chunk)) {
      return new Body.Broken();
    }
    try {
      if (length() + chunk.remaining() > limit) {
        return new Body.TooLarge();
      }
      byte[] octets = octets(chunk.getByteBuffer());
      if (chunk.isLast()) {
        return new Body.Complete(whole(octets));
      }
      keep(octets);
      return null;
    } finally {
      chunk.release();
    }
  }

  private int length() {
    return earlier == null ? 0 : earlier.size();
  }

  private void keep(byte[] octets) {
    if (earlier == null) {
      earlier = new ByteArrayOutputStream(Math.max(2048, octets.length));
    }
    earlier.writeBytes(octets);
  }

  private byte[] whole(byte[] last) {
    if (earlier == null) {
      return last;
    }
    earlier.writeBytes(last);
    return earlier.toByteArray();
  }

  private static byte[] octets(ByteBuffer buffer) {
    if (!buffer.hasRemaining()) {
      return NOTHING;
    }
    byte[] octets = new byte[buffer.remaining()];
    buffer.get(octets);
    return octets;
  }
}
