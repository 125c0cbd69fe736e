package org.bequest.client;

import java.util.Optional;
import org.bequest.crypto.tls.ChannelBinding;
import org.bequest.formats.pkix.Csr;
import org.jspecify.annotations.Nullable;

/**
 * A request on its way: one CSR for each connection that carries it, always with the same key (RFC
 * 7030 3.2.1, 4.2.3).
 */
final class Submission {
  private final EnrollRequest request;
  private Optional<ChannelBinding> carrier = Optional.empty();
  private @Nullable Csr sent;

  Submission(EnrollRequest request) {
    this.request = request;
  }

  /** The same CSR for as long as the connection is the same. */
  Csr csrFor(Optional<ChannelBinding> binding) {
    Csr before = sent;
    Csr csr = before != null && carrier.equals(binding) ? before : build(binding);
    carrier = binding;
    sent = csr;
    return csr;
  }

  private Csr build(Optional<ChannelBinding> binding) {
    return switch (request) {
      case EnrollRequest.Ready(Csr ready) -> ready;
      case EnrollRequest.Composed composed ->
          new CsrComposer(composed).compose(binding.map(ChannelBinding::base64).orElse(""));
    };
  }

  /**
   * Whether the exporter of the connection went into the CSR: such a connection serves for nothing
   * else (RFC 9266 4.1).
   */
  boolean usedUpTheConnection() {
    return request instanceof EnrollRequest.Composed composed
        && composed.linked()
        && carrier.filter(b -> b.kind() == ChannelBinding.Kind.TLS_EXPORTER).isPresent();
  }

  /** The CSR that was answered. */
  Csr sent() {
    if (sent == null) {
      throw new IllegalStateException("nothing was sent");
    }
    return sent;
  }
}
