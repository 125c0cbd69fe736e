package org.bequest.crypto.tls;

import java.nio.ByteBuffer;
import java.security.Provider;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509ExtendedTrustManager;
import org.bequest.crypto.tls.ChannelBinding.Kind;
import org.conscrypt.Conscrypt;
import org.jspecify.annotations.Nullable;

/** TLS by Conscrypt, which is BoringSSL underneath. */
final class ConscryptTls implements TlsProvider {
  private static final int MOST_WRAPS = 16;

  private final Provider provider;

  ConscryptTls(Provider provider) {
    this.provider = provider;
  }

  @Override
  public String name() {
    return "conscrypt";
  }

  @Override
  public SSLContext serverContext(
      TlsIdentities identities, Supplier<List<X509Certificate>> clientIssuers) {
    return TlsContexts.create(
        provider, new IdentityKeys(identities, _ -> {}), new PresentedCertificates(clientIssuers));
  }

  @Override
  public SSLContext clientContext(TlsIdentities identities, X509ExtendedTrustManager serverTrust) {
    return TlsContexts.create(
        provider, new IdentityKeys(identities, _ -> {}), new ServerTrust(serverTrust, _ -> {}));
  }

  /** Tickets are off unless asked for, and TLS 1.3 resumes by nothing else. */
  @Override
  public void prepareServer(SSLEngine engine) {
    TlsContexts.prepareServer(engine);
    Conscrypt.setUseSessionTickets(engine, true);
  }

  @Override
  public void prepareClient(SSLSocket socket, String host) {
    TlsContexts.prepareClient(socket, host);
    Conscrypt.setUseSessionTickets(socket, true);
  }

  @Override
  public boolean offers(Kind kind) {
    return switch (kind) {
      case TLS_UNIQUE, TLS_EXPORTER -> true;
    };
  }

  @Override
  public Optional<ChannelBinding> channelBinding(SSLEngine engine) {
    if (!TlsContexts.isConnected(engine.getSession())) {
      return Optional.empty();
    }
    if (!TlsContexts.isTls13(engine.getSession())) {
      return unique(Conscrypt.getTlsUnique(engine));
    }
    try {
      return Optional.of(
          ChannelBinding.ofExporter(
              Conscrypt.exportKeyingMaterial(
                  engine,
                  ChannelBinding.EXPORTER_LABEL,
                  new byte[0],
                  ChannelBinding.EXPORTER_OCTETS)));
    } catch (SSLException _) {
      return Optional.empty();
    }
  }

  /** It does not say whether there was an extended master secret: no exporter on TLS 1.2. */
  @Override
  public List<ChannelBinding> channelBindings(SSLEngine engine) {
    return channelBinding(engine).stream().toList();
  }

  @Override
  public Optional<ChannelBinding> channelBinding(SSLSocket socket) {
    if (!TlsContexts.isConnected(socket.getSession())) {
      return Optional.empty();
    }
    if (!TlsContexts.isTls13(socket.getSession())) {
      return unique(Conscrypt.getTlsUnique(socket));
    }
    try {
      return Optional.of(
          ChannelBinding.ofExporter(
              Conscrypt.exportKeyingMaterial(
                  socket,
                  ChannelBinding.EXPORTER_LABEL,
                  new byte[0],
                  ChannelBinding.EXPORTER_OCTETS)));
    } catch (SSLException _) {
      return Optional.empty();
    }
  }

  /**
   * Every engine holds a pipe: two descriptors, given back at once when both directions are closed
   * and only then, else whenever the collector comes by. A direction counts as closed after its
   * alert was fetched.
   */
  @Override
  public void release(SSLEngine engine) {
    quietly(engine::closeOutbound);
    quietly(() -> drain(engine));
    quietly(engine::closeInbound);
  }

  private static void drain(SSLEngine engine) throws SSLException {
    ByteBuffer sink = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
    for (int i = 0; i < MOST_WRAPS && !engine.isOutboundDone(); i++) {
      SSLEngineResult result = engine.wrap(ByteBuffer.allocate(0), sink.clear());
      if (result.getStatus() == SSLEngineResult.Status.CLOSED) {
        return;
      }
    }
  }

  private static Optional<ChannelBinding> unique(byte @Nullable [] firstFinished) {
    return Optional.ofNullable(firstFinished)
        .map(value -> new ChannelBinding(Kind.TLS_UNIQUE, value));
  }

  private interface Closing {
    void run() throws SSLException;
  }

  /** What fails here fails because the connection is gone, which is why it is released. */
  private static void quietly(Closing step) {
    try {
      step.run();
    } catch (SSLException | RuntimeException _) {
      return;
    }
  }
}
