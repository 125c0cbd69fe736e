package org.bequest.crypto.tls;

import java.security.Provider;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509ExtendedTrustManager;

/** TLS by Conscrypt. */
final class ConscryptTls implements TlsProvider {
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
    throw new UnsupportedOperationException("not written yet " + provider);
  }

  @Override
  public SSLContext clientContext(TlsIdentities identities, X509ExtendedTrustManager serverTrust) {
    throw new UnsupportedOperationException("not written yet " + provider);
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
  public boolean offers(ChannelBinding.Kind kind) {
    return false;
  }

  @Override
  public Optional<ChannelBinding> channelBinding(SSLEngine engine) {
    return Optional.empty();
  }

  @Override
  public Optional<ChannelBinding> channelBinding(SSLSocket socket) {
    return Optional.empty();
  }

  @Override
  public void release(SSLEngine engine) {}
}
