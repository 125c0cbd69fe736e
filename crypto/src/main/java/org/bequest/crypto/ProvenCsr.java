package org.bequest.crypto;

import org.bequest.formats.pkix.Csr;

/**
 * A request whose sender has shown possession of the private key. Only {@link ProofOfPossession}
 * makes one.
 */
public final class ProvenCsr {
  private final Csr csr;

  ProvenCsr(Csr csr) {
    this.csr = csr;
  }

  public Csr csr() {
    return csr;
  }
}
