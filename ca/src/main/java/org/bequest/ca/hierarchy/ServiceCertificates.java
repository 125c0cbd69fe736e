package org.bequest.ca.hierarchy;

import java.util.List;
import org.bequest.ca.local.IssuingAuthority;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * Certificates that the service needs for itself, issued by its own authority like any other: each
 * is stored and audited.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class ServiceCertificates {
  /** The profile in the store's row of every operator certificate, and of no other. */
  public static final String OPERATOR_PROFILE = "operator";

  /** The profile in the store's row of the server's own TLS certificates. */
  public static final String SERVER_PROFILE = "server-tls";

  private final IssuingAuthority authority;

  public ServiceCertificates(IssuingAuthority authority) {
    this.authority = authority;
  }

  /**
   * A new P-256 key and TLS server certificate, EKU serverAuth and id-kp-cmcRA (RFC 7030 3.6.1),
   * valid for a year.
   *
   * @param hosts DNS names and IP addresses; the first is the common name
   */
  public Credential server(List<String> hosts) {
    throw new UnsupportedOperationException(authority.key().issuer().id() + hosts);
  }

  /** A new P-256 key and client certificate {@code CN=<name>,OU=operators}, valid for a year. */
  public Credential operator(String name) {
    throw new UnsupportedOperationException(authority.key().issuer().id() + name);
  }

  /**
   * Whether the certificate was issued by this authority as an operator's and is good now: what the
   * admin listener asks.
   */
  public boolean isOperator(X509CertificateHolder certificate) {
    throw new UnsupportedOperationException(authority.key().issuer().id() + certificate);
  }
}
