package org.bequest.crypto.tls;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Lets a client show its certificates and believes nothing. TLS itself proves that the client has
 * the key of the first one; whether that certificate may do anything is decided per request, where
 * a refusal can be said in words. Bounded, since the peer is still a stranger here.
 */
final class PresentedCertificates extends X509ExtendedTrustManager {
  private static final int MOST_CERTIFICATES = 10;
  private static final int MOST_OCTETS = 64 << 10;

  private final Supplier<List<X509Certificate>> issuers;

  PresentedCertificates(Supplier<List<X509Certificate>> issuers) {
    this.issuers = issuers;
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    if (chain.length == 0 || chain.length > MOST_CERTIFICATES) {
      throw new CertificateException("a client shows 1 to " + MOST_CERTIFICATES + " certificates");
    }
    int octets = 0;
    for (X509Certificate certificate : chain) {
      octets += certificate.getEncoded().length;
    }
    if (octets > MOST_OCTETS) {
      throw new CertificateException("client certificates of more than " + MOST_OCTETS + " octets");
    }
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    checkClientTrusted(chain, authType);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    checkClientTrusted(chain, authType);
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return issuers.get().toArray(X509Certificate[]::new);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    throw new CertificateException("this context is for servers");
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    checkServerTrusted(chain, authType);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    checkServerTrusted(chain, authType);
  }
}
