package org.bequest.server.http;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.security.cert.Certificate;
import java.security.cert.CertificateEncodingException;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.bequest.crypto.tls.ChannelBinding;
import org.bequest.crypto.tls.TlsProvider;
import org.bouncycastle.cert.X509CertificateHolder;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ssl.SslConnection.SslEndPoint;
import org.eclipse.jetty.server.ConnectionMetaData;

/**
 * What is known of a TLS connection once its handshake is over: made once, and true until the
 * connection ends, since nothing is ever renegotiated.
 */
public final class PeerConnection {
  private static final String ATTRIBUTE = PeerConnection.class.getName();

  private final TlsProvider tls;
  private final SSLEngine engine;
  private final List<X509CertificateHolder> chain;
  private final String remoteAddress;
  private final String version;
  private final String cipher;

  /** What is known of the connection of a request, from its first request on. */
  static PeerConnection of(ConnectionMetaData metaData, TlsProvider tls) {
    if (metaData.getAttribute(ATTRIBUTE) instanceof PeerConnection known) {
      return known;
    }
    EndPoint endPoint = metaData.getConnection().getEndPoint();
    if (!(endPoint instanceof SslEndPoint ssl)) {
      throw new IllegalStateException("a connection without TLS");
    }
    PeerConnection made =
        new PeerConnection(
            tls, ssl.getSslConnection().getSSLEngine(), metaData.getRemoteSocketAddress());
    metaData.setAttribute(ATTRIBUTE, made);
    return made;
  }

  private PeerConnection(TlsProvider tls, SSLEngine engine, SocketAddress remote) {
    this.tls = tls;
    this.engine = engine;
    this.chain = presented(engine);
    this.remoteAddress = text(remote);
    this.cipher = engine.getSession().getCipherSuite();
    this.version = version(cipher);
  }

  /** The certificates that the client sent, its own first; none of them is believed yet. */
  public List<X509CertificateHolder> chain() {
    return chain;
  }

  /** Every one that a request on this connection may hold, the usual one first. */
  public List<ChannelBinding> channelBindings() {
    return tls.channelBindings(engine);
  }

  /** Without the port. */
  public String remoteAddress() {
    return remoteAddress;
  }

  /** {@code TLSv1.3} or {@code TLSv1.2}. */
  public String version() {
    return version;
  }

  public String cipher() {
    return cipher;
  }

  /** Told by the suite: a session's own word can be wrong with Conscrypt. */
  private static String version(String cipher) {
    return cipher.contains("_WITH_") ? "TLSv1.2" : "TLSv1.3";
  }

  private static String text(SocketAddress remote) {
    return remote instanceof InetSocketAddress inet && inet.getAddress() != null
        ? inet.getAddress().getHostAddress()
        : remote.toString();
  }

  private static List<X509CertificateHolder> presented(SSLEngine engine) {
    try {
      List<X509CertificateHolder> holders = new ArrayList<>();
      for (Certificate certificate : engine.getSession().getPeerCertificates()) {
        holders.add(holder(certificate));
      }
      return List.copyOf(holders);
    } catch (SSLPeerUnverifiedException _) {
      return List.of();
    }
  }

  private static X509CertificateHolder holder(Certificate certificate) {
    try {
      return new X509CertificateHolder(
          org.bouncycastle.asn1.x509.Certificate.getInstance(certificate.getEncoded()));
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("a certificate of the handshake has no encoding", e);
    }
  }
}
