package org.bequest.crypto.tls;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * One implementation of TLS 1.2 and 1.3, and what it can tell about its connections. Safe for
 * concurrent use.
 */
public interface TlsProvider {
  /** {@code conscrypt} or {@code jsse}: the name that configuration uses. */
  String name();

  /**
   * A context for servers. It takes every well-formed client certificate and believes none: whether
   * the certificate may do what is asked for is decided per request, so that a bad one costs a 403
   * and not the handshake.
   *
   * @param clientIssuers the authorities named to clients in the certificate request; an empty list
   *     means any. Asked for at each handshake
   */
  SSLContext serverContext(TlsIdentities identities, Supplier<List<X509Certificate>> clientIssuers);

  /**
   * A context for clients.
   *
   * @param serverTrust decides on the server's certificate. It is given the engine or socket, and
   *     must check the host name itself; the authentication type is {@code UNKNOWN} on TLS 1.3
   */
  SSLContext clientContext(TlsIdentities identities, X509ExtendedTrustManager serverTrust);

  /** Server mode, versions, cipher suites, no renegotiation, a client certificate wanted. */
  void prepareServer(SSLEngine engine);

  /**
   * Client mode, versions, cipher suites.
   *
   * @param host goes into the server name extension unless it is an IP address
   */
  void prepareClient(SSLSocket socket, String host);

  /** Whether this provider, on this virtual machine, can give bindings of this kind. */
  boolean offers(ChannelBinding.Kind kind);

  /** The binding of a connection after its handshake; empty when it cannot be had. */
  Optional<ChannelBinding> channelBinding(SSLEngine engine);

  /**
   * Every binding that the other end may have taken: on TLS 1.3 tls-exporter alone, on TLS 1.2
   * tls-unique and, where this provider can tell that the extended master secret of RFC 7627 was
   * negotiated, tls-exporter too (RFC 9266 section 2). The usual one first.
   */
  List<ChannelBinding> channelBindings(SSLEngine engine);

  /** The binding of a connection after its handshake; empty when it cannot be had. */
  Optional<ChannelBinding> channelBinding(SSLSocket socket);

  /**
   * Frees what the engine holds outside the heap. To be called once its connection is gone, however
   * it ended; never throws.
   */
  void release(SSLEngine engine);
}
