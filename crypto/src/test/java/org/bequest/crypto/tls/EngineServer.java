package org.bequest.crypto.tls;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLSession;

/**
 * A TLS server on an engine, as the product's own one is: for each connection one handshake, one
 * line in, one line out, and what it saw.
 */
final class EngineServer implements AutoCloseable {
  /** What the server saw of a connection; without a session when the handshake failed. */
  record Seen(
      Optional<ChannelBinding> binding, List<ChannelBinding> every, Optional<SSLSession> session) {
    static final Seen NOTHING = new Seen(Optional.empty(), List.of(), Optional.empty());
  }

  private final ServerSocketChannel listener;
  private final SSLContext context;
  private final TlsProvider provider;
  private final Consumer<SSLEngine> tuning;
  private final BlockingQueue<Seen> seen = new LinkedBlockingQueue<>();

  private EngineServer(TlsProvider provider, SSLContext context, Consumer<SSLEngine> tuning)
      throws IOException {
    this.provider = provider;
    this.context = context;
    this.tuning = tuning;
    this.listener =
        ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
  }

  static EngineServer start(TlsProvider provider, SSLContext context, Consumer<SSLEngine> tuning)
      throws IOException {
    EngineServer server = new EngineServer(provider, context, tuning);
    Thread.ofVirtual().start(server::accept);
    return server;
  }

  int port() {
    return listener.socket().getLocalPort();
  }

  Seen next() throws InterruptedException {
    Seen next = seen.poll(20, TimeUnit.SECONDS);
    if (next == null) {
      throw new AssertionError("no connection came");
    }
    return next;
  }

  private void accept() {
    while (listener.isOpen()) {
      try {
        SocketChannel channel = listener.accept();
        Thread.ofVirtual().start(() -> serve(channel));
      } catch (IOException _) {
        return;
      }
    }
  }

  private void serve(SocketChannel channel) {
    SSLEngine engine = context.createSSLEngine();
    provider.prepareServer(engine);
    tuning.accept(engine);
    Seen result = Seen.NOTHING;
    try (channel) {
      Conversation conversation = new Conversation(channel, engine);
      conversation.handshake();
      conversation.readLine();
      result =
          new Seen(
              provider.channelBinding(engine),
              provider.channelBindings(engine),
              Optional.of(engine.getSession()));
      conversation.write("answer\n");
    } catch (IOException | RuntimeException _) {
      result = Seen.NOTHING;
    } finally {
      provider.release(engine);
      seen.add(result);
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }

  /** A blocking reader and writer over an engine. */
  private static final class Conversation {
    private final SocketChannel channel;
    private final SSLEngine engine;
    private final ByteBuffer in = ByteBuffer.allocate(32 << 10).flip();
    private final ByteBuffer out = ByteBuffer.allocate(64 << 10);
    private final ByteBuffer plain = ByteBuffer.allocate(64 << 10);

    Conversation(SocketChannel channel, SSLEngine engine) {
      this.channel = channel;
      this.engine = engine;
    }

    void handshake() throws IOException {
      engine.beginHandshake();
      HandshakeStatus status = engine.getHandshakeStatus();
      while (status != HandshakeStatus.NOT_HANDSHAKING && status != HandshakeStatus.FINISHED) {
        status = step(status);
      }
    }

    private HandshakeStatus step(HandshakeStatus status) throws IOException {
      return switch (status) {
        case NEED_WRAP -> wrap(ByteBuffer.allocate(0));
        case NEED_TASK -> {
          engine.getDelegatedTask().run();
          yield engine.getHandshakeStatus();
        }
        case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> unwrap();
        case NOT_HANDSHAKING, FINISHED -> status;
      };
    }

    private HandshakeStatus wrap(ByteBuffer source) throws IOException {
      SSLEngineResult result = engine.wrap(source, out.clear());
      out.flip();
      while (out.hasRemaining()) {
        channel.write(out);
      }
      return result.getHandshakeStatus();
    }

    private HandshakeStatus unwrap() throws IOException {
      SSLEngineResult result = engine.unwrap(in, plain);
      switch (result.getStatus()) {
        case BUFFER_UNDERFLOW -> fill();
        case CLOSED -> throw new EOFException("closed by the peer");
        case OK, BUFFER_OVERFLOW -> {}
      }
      return result.getHandshakeStatus();
    }

    private void fill() throws IOException {
      in.compact();
      int octets = channel.read(in);
      in.flip();
      if (octets < 0) {
        throw new EOFException("the peer is gone");
      }
    }

    void readLine() throws IOException {
      while (plain.position() == 0 || plain.get(plain.position() - 1) != '\n') {
        HandshakeStatus status = unwrap();
        while (status == HandshakeStatus.NEED_WRAP || status == HandshakeStatus.NEED_TASK) {
          status = step(status);
        }
      }
    }

    void write(String text) throws IOException {
      wrap(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
    }
  }
}
