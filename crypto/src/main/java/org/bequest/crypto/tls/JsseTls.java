package org.bequest.crypto.tls;

import java.security.Provider;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLKeyException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509ExtendedTrustManager;
import org.bequest.crypto.tls.ChannelBinding.Kind;
import org.jspecify.annotations.Nullable;

/** TLS by the JDK: everywhere, and four times slower. */
final class JsseTls implements TlsProvider {
  private final Provider provider;
  private final FullHandshakes fullHandshakes = new FullHandshakes();
  private final Optional<JsseVerifyData> verifyData = JsseVerifyData.find();

  JsseTls(Provider provider) {
    this.provider = provider;
  }

  @Override
  public String name() {
    return "jsse";
  }

  @Override
  public SSLContext serverContext(
      TlsIdentities identities, Supplier<List<X509Certificate>> clientIssuers) {
    return TlsContexts.create(
        provider,
        new IdentityKeys(identities, fullHandshakes::add),
        new PresentedCertificates(clientIssuers));
  }

  @Override
  public SSLContext clientContext(TlsIdentities identities, X509ExtendedTrustManager serverTrust) {
    return TlsContexts.create(
        provider,
        new IdentityKeys(identities, fullHandshakes::add),
        new ServerTrust(serverTrust, fullHandshakes::add));
  }

  @Override
  public void prepareServer(SSLEngine engine) {
    TlsContexts.prepareServer(engine);
  }

  @Override
  public void prepareClient(SSLSocket socket, String host) {
    TlsContexts.prepareClient(socket, host);
  }

  @Override
  public boolean offers(Kind kind) {
    return switch (kind) {
      case TLS_UNIQUE -> verifyData.isPresent();
      case TLS_EXPORTER -> true;
    };
  }

  @Override
  public Optional<ChannelBinding> channelBinding(SSLEngine engine) {
    SSLSession session = engine.getSession();
    return TlsContexts.isTls13(session)
        ? exporter(session)
        : verifyData
            .flatMap(d -> d.firstFinished(engine, fullHandshakes.contains(engine)))
            .map(value -> new ChannelBinding(Kind.TLS_UNIQUE, value));
  }

  /**
   * The JDK exports nothing on TLS 1.2 without an extended master secret. There a context of no
   * octets, which RFC 9266 names, is another than no context (RFC 5705 section 4), which OpenSSL
   * and GnuTLS take: both count.
   */
  @Override
  public List<ChannelBinding> channelBindings(SSLEngine engine) {
    Stream<ChannelBinding> usual = channelBinding(engine).stream();
    SSLSession session = engine.getSession();
    return TlsContexts.isTls13(session) || !TlsContexts.isConnected(session)
        ? usual.toList()
        : Stream.of(usual, exporter(session).stream(), exporter(session, null).stream())
            .flatMap(s -> s)
            .toList();
  }

  @Override
  public Optional<ChannelBinding> channelBinding(SSLSocket socket) {
    SSLSession session = socket.getSession();
    return TlsContexts.isTls13(session)
        ? exporter(session)
        : verifyData
            .flatMap(d -> d.firstFinished(socket, fullHandshakes.contains(socket)))
            .map(value -> new ChannelBinding(Kind.TLS_UNIQUE, value));
  }

  /** Nothing lies outside of the heap. */
  @Override
  public void release(SSLEngine engine) {
    fullHandshakes.forget(engine);
  }

  private static Optional<ChannelBinding> exporter(SSLSession session) {
    return exporter(session, new byte[0]);
  }

  private static Optional<ChannelBinding> exporter(SSLSession session, byte @Nullable [] context) {
    if (!(session instanceof ExtendedSSLSession extended)) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          ChannelBinding.ofExporter(
              extended.exportKeyingMaterialData(
                  ChannelBinding.EXPORTER_LABEL, context, ChannelBinding.EXPORTER_OCTETS)));
    } catch (SSLKeyException _) {
      return Optional.empty();
    }
  }
}
