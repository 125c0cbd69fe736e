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

/** TLS by Jsse. */
final class JsseTls implements TlsProvider {
  private final Provider provider;

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
        provider, new IdentityKeys(identities), new PresentedCertificates(clientIssuers));
  }

  @Override
  public SSLContext clientContext(TlsIdentities identities, X509ExtendedTrustManager serverTrust) {
    return TlsContexts.create(provider, new IdentityKeys(identities), serverTrust);
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
