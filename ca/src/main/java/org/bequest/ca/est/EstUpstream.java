package org.bequest.ca.est;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import org.bequest.ca.Judge.Purpose;
import org.bequest.crypto.tls.TlsIdentity;
import org.bequest.crypto.tls.TlsProvider;
import org.bequest.formats.wire.EstOperation;

/**
 * Another EST server, and how it is spoken to.
 *
 * @param name in the configuration
 * @param anchors that its own certificate and its authority's must lead to
 * @param identity what it sees of us: a registration authority's (RFC 7030 3.7)
 */
public record EstUpstream(
    String name,
    Address address,
    List<X509Certificate> anchors,
    TlsIdentity identity,
    TlsProvider tls,
    Limits limits) {
  public EstUpstream {
    anchors = List.copyOf(anchors);
  }

  /**
   * Where it is.
   *
   * @param label empty for its default label
   * @param reenrollsRegistrars whether it takes /simplereenroll from somebody who does not hold the
   *     certificate being renewed
   */
  public record Address(String url, String label, boolean reenrollsRegistrars) {
    /**
     * What a request becomes there. By RFC 7030 4.2.2 a re-enrolment renews the certificate of the
     * TLS client, which upstream is ours and not the device's.
     */
    EstOperation operation(Purpose purpose) {
      return purpose == Purpose.REENROLL && reenrollsRegistrars
          ? EstOperation.SIMPLE_REENROLL
          : EstOperation.SIMPLE_ENROLL;
    }
  }

  /**
   * @param exchange how long one may take
   * @param connections at one time
   * @param refresh how often certificates and attributes are fetched
   */
  public record Limits(Duration exchange, int connections, Duration refresh) {}
}
