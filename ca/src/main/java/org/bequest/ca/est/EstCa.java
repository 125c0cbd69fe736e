package org.bequest.ca.est;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.bequest.ca.foreign.Backend;
import org.bequest.ca.foreign.IssuerCertificates;
import org.bequest.ca.foreign.Order;
import org.bequest.ca.foreign.Refreshed;
import org.bequest.ca.foreign.Reply;
import org.bequest.client.EnrollRequest;
import org.bequest.client.EstClient;
import org.bequest.client.EstException;
import org.bequest.client.trust.CaCertificates;
import org.bequest.formats.MalformedException;
import org.bequest.formats.pkix.Csr;
import org.bouncycastle.cert.X509CertificateHolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An authority behind another EST server. The device's request is passed on as it is, since it is
 * signed: a channel binding in it belongs to the device's connection, was verified there, and is
 * what RFC 7030 3.7 lets a server accept from a registration authority.
 */
public final class EstCa implements Backend, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EstCa.class);

  private final EstUpstream upstream;
  private final ClientPool clients;
  private final InstantSource clock;
  private final List<X509CertificateHolder> anchors;
  private final Refreshed<List<X509CertificateHolder>> certificates;
  private final Refreshed<byte[]> attributes;

  public EstCa(EstUpstream upstream, InstantSource clock) {
    this.upstream = upstream;
    this.clock = clock;
    this.clients = new ClientPool(upstream);
    this.anchors = BelievedCertificates.holders(upstream.anchors());
    this.certificates =
        new Refreshed<>(this::fetchedCertificates, upstream.limits().refresh(), clock);
    this.attributes = new Refreshed<>(this::fetchedAttributes, upstream.limits().refresh(), clock);
  }

  @Override
  public Reply submit(Order order) {
    try {
      return clients
          .with(loan -> ask(loan, order))
          .orElseGet(() -> new Reply.Unreached("as many requests are there as may be"));
    } catch (EstException e) {
      return new Reply.Unreached(String.valueOf(e.getMessage()));
    }
  }

  /**
   * @throws EstException when the server was not reached
   */
  private Reply ask(ClientPool.Loan loan, Order order) {
    if (loan.rested()) {
      learn(loan.client().caCerts());
    }
    Reply reply = sent(loan.client(), order);
    if (reply instanceof Reply.Certificates(List<X509CertificateHolder> bag) && !isKnown(bag)) {
      learn(loan.client().caCerts());
    }
    return reply;
  }

  private Reply sent(EstClient client, Order order) {
    try {
      var request = new EnrollRequest.Ready(Csr.decode(order.attempt().csr()));
      return UpstreamAnswer.of(
          switch (upstream.address().operation(order.purpose())) {
            case SIMPLE_REENROLL -> client.simpleReenroll(request);
            default -> client.simpleEnroll(request);
          });
    } catch (EstException e) {
      client.close();
      return UpstreamAnswer.afterSending(e);
    } catch (MalformedException e) {
      throw new IllegalStateException("a request that was read before", e);
    }
  }

  /** Whether its issuer is known already, or came lately. */
  private boolean isKnown(List<X509CertificateHolder> bag) {
    return bag.isEmpty() || new IssuerCertificates(caCertificates()).knows(bag.getFirst());
  }

  private void learn(CaCertificates offered) {
    certificates.put(BelievedCertificates.of(offered, upstream.anchors(), clock.instant()));
  }

  @Override
  public List<X509CertificateHolder> caCertificates() {
    return certificates.get().orElse(anchors);
  }

  @Override
  public Optional<byte[]> csrAttributes() {
    return attributes.get().filter(a -> a.length > 0);
  }

  private Optional<List<X509CertificateHolder>> fetchedCertificates() {
    return fetched("CA certificates", EstClient::caCerts)
        .map(c -> BelievedCertificates.of(c, upstream.anchors(), clock.instant()));
  }

  private Optional<byte[]> fetchedAttributes() {
    return fetched("CSR attributes", EstClient::csrAttributes)
        .map(a -> a.entries().isEmpty() ? new byte[0] : a.encode());
  }

  private <T> Optional<T> fetched(String what, Function<EstClient, T> fetch) {
    try {
      return clients.with(loan -> fetch.apply(loan.client()));
    } catch (EstException e) {
      LOG.warn("authority {}: no {}: {}", upstream.name(), what, e.getMessage());
      return Optional.empty();
    }
  }

  /** Requests that are under way come to their end. */
  @Override
  public void close() {
    clients.close();
  }
}
