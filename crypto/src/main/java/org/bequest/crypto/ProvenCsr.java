package org.bequest.crypto;

import java.util.Optional;
import org.bequest.formats.pkix.Csr;
import org.jspecify.annotations.Nullable;

/**
 * A request whose sender has shown possession of the private key ({@link ProofOfPossession}, {@link
 * MessagePossession}), or whose key is made here ({@link WantedKey}).
 */
public final class ProvenCsr {
  private final Csr asked;
  private final @Nullable WantedKey wanted;
  private final boolean foreseen;

  ProvenCsr(Csr csr) {
    this(csr, null, false);
  }

  private ProvenCsr(Csr asked, @Nullable WantedKey wanted, boolean foreseen) {
    this.asked = asked;
    this.wanted = wanted;
    this.foreseen = foreseen;
  }

  static ProvenCsr of(WantedKey wanted) {
    return new ProvenCsr(wanted.asked(), wanted, false);
  }

  /** The request with its key, which is made at the first call if it is to be made here. */
  public Csr csr() {
    if (wanted == null) {
      return asked;
    }
    return foreseen ? wanted.foreseen() : wanted.make().csr();
  }

  /** As the client wrote it: with a key of no account if the key is made here. */
  public Csr asked() {
    return asked;
  }

  /** The key that is made here for it. */
  public Optional<WantedKey> wanted() {
    return Optional.ofNullable(wanted);
  }

  /** What is known before the key is made: for a judge only, since nobody has its key. */
  public ProvenCsr foreseen() {
    return wanted == null ? this : new ProvenCsr(asked, wanted, true);
  }

  /**
   * Other content for the same key, as a registration authority states it (RFC 5272 6.5).
   *
   * @throws IllegalArgumentException when it is for another key, or the key is made here
   */
  public ProvenCsr restated(Csr other) {
    if (wanted != null || !other.subjectPublicKeyInfo().equals(asked.subjectPublicKeyInfo())) {
      throw new IllegalArgumentException("nobody has shown possession of that key");
    }
    return new ProvenCsr(other);
  }
}
