package org.bequest.client;

import java.util.Optional;
import org.bequest.crypto.tls.ChannelBinding;
import org.bequest.formats.pkix.Csr;
import org.bequest.formats.wire.Base64Body;
import org.bequest.formats.wire.MediaType;
import org.jspecify.annotations.Nullable;

/**
 * A request on its way, however often it is repeated: always with the same key, in the same octets,
 * and with a new CSR only for a new connection that it is linked to (RFC 7030 3.2.1, 4.2.3).
 */
final class Submission implements Posting {
  private final EnrollRequest request;
  private final Optional<MediaType> accepted;
  private Optional<ChannelBinding> carrier = Optional.empty();
  private @Nullable Csr sent;

  Submission(EnrollRequest request, Optional<MediaType> accepted) {
    this.request = request;
    this.accepted = accepted;
  }

  @Override
  public MediaType type() {
    return MediaType.PKCS10;
  }

  @Override
  public Optional<MediaType> accepted() {
    return accepted;
  }

  @Override
  public byte[] body(Optional<ChannelBinding> binding) {
    return Base64Body.encode(csrFor(binding).encoded());
  }

  @Override
  public boolean isBase64() {
    return true;
  }

  boolean isOf(EnrollRequest other) {
    return request.equals(other);
  }

  Csr csrFor(Optional<ChannelBinding> binding) {
    Csr before = sent;
    if (before != null && (!isLinked() || carrier.equals(binding))) {
      return before;
    }
    Csr csr = build(binding);
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
  @Override
  public boolean usedUpTheConnection() {
    return isLinked()
        && carrier.filter(b -> b.kind() == ChannelBinding.Kind.TLS_EXPORTER).isPresent();
  }

  private boolean isLinked() {
    return request instanceof EnrollRequest.Composed composed && composed.linked();
  }

  /** The CSR that was answered. */
  Csr sent() {
    if (sent == null) {
      throw new IllegalStateException("nothing was sent");
    }
    return sent;
  }
}
