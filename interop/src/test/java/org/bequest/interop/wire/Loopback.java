package org.bequest.interop.wire;

import java.io.IOException;
import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.bequest.crypto.tls.TlsIdentities;
import org.bequest.crypto.tls.TlsProvider;
import org.bequest.crypto.tls.TlsProviders;

/** Bare TLS on this machine, the JDK's, for tests that say every octet themselves. */
final class Loopback {
  private static final TlsProvider TLS = TlsProviders.jsse();
  private static final int PATIENCE_MILLIS = 20_000;

  private Loopback() {}

  static SSLSocket connect(int port, TlsIdentities shown, X509Certificate root) throws IOException {
    SSLContext context = TLS.clientContext(shown, trust(root));
    var socket =
        (SSLSocket) context.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(PATIENCE_MILLIS);
    TLS.prepareClient(socket, "localhost");
    socket.startHandshake();
    return socket;
  }

  static SSLServerSocket listen(TlsIdentities identities) throws IOException {
    return (SSLServerSocket)
        TLS.serverContext(identities, List::of)
            .getServerSocketFactory()
            .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }

  /** Sends octets and reads one answer, and whether the connection ends then if that is asked. */
  static RawAnswer exchange(SSLSocket socket, byte[] request, boolean toTheEnd) throws IOException {
    socket.getOutputStream().write(request);
    socket.getOutputStream().flush();
    Optional<RawMessage> answer = RawMessage.read(socket.getInputStream());
    RawMessage message = answer.orElseThrow(() -> new IOException("no answer"));
    boolean closed = toTheEnd && socket.getInputStream().read() < 0;
    return new RawAnswer(message.head(), message.body(), closed);
  }

  private static X509ExtendedTrustManager trust(X509Certificate root) throws IOException {
    try {
      KeyStore anchors = KeyStore.getInstance("PKCS12");
      anchors.load(null, null);
      anchors.setCertificateEntry("root", root);
      var factory = TrustManagerFactory.getInstance("PKIX");
      factory.init(anchors);
      return (X509ExtendedTrustManager) factory.getTrustManagers()[0];
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
