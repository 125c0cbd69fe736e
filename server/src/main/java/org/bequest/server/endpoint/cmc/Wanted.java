package org.bequest.server.endpoint.cmc;

import java.util.Optional;
import org.bequest.crypto.Possession;
import org.bequest.crypto.ProvenCsr;
import org.bequest.formats.cmc.part.BodyPartId;
import org.bequest.formats.cmc.part.TaggedRequest;
import org.bequest.formats.pkix.Csr;
import org.jspecify.annotations.Nullable;

/** One certification request of a message, on its way. Used by one thread. */
public final class Wanted {
  private final TaggedRequest request;
  private final Csr asked;
  private final Possession possession;
  private boolean vouched;
  private @Nullable ProvenCsr proven;

  /**
   * @param asked what it asks for, as a request in its own right
   */
  Wanted(TaggedRequest request, Csr asked, Possession possession) {
    this.request = request;
    this.asked = asked;
    this.possession = possession;
    this.proven = possession instanceof Possession.Shown(ProvenCsr csr) ? csr : null;
  }

  public BodyPartId id() {
    return request.id();
  }

  /** As it came. */
  public TaggedRequest request() {
    return request;
  }

  /** What it shows by itself of the possession of its key. */
  public Possession possession() {
    return possession;
  }

  /** What is to be certified, as it stands now. */
  public Csr csr() {
    return proven == null ? asked : proven.csr();
  }

  /** A registration authority that may says that it has verified possession (RFC 5272 6.8). */
  public void vouch() {
    vouched = true;
  }

  public boolean isVouched() {
    return vouched;
  }

  void prove(ProvenCsr csr) {
    proven = csr;
  }

  /** Empty until possession of its key has been shown. */
  public Optional<ProvenCsr> proven() {
    return Optional.ofNullable(proven);
  }

  /**
   * Other content for the same key (RFC 5272 6.5); only for a request whose key is proven.
   *
   * @throws IllegalArgumentException when it is for another key
   */
  public void restate(Csr other) {
    proven = proven().orElseThrow().restated(other);
  }
}
