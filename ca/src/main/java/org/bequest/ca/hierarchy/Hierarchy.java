package org.bequest.ca.hierarchy;

import java.time.InstantSource;
import org.bequest.ca.local.CaStores;
import org.bequest.ca.signer.IssuingKey;

/** A root and an issuing authority under it. */
public record Hierarchy(IssuingKey root, IssuingKey issuing) {
  /**
   * Makes keys and certificates, records and audits both certificates, and writes both key files.
   *
   * @throws org.bequest.ca.signer.CaKeyException with one sentence when a file exists already or
   *     cannot be written
   */
  @SuppressWarnings("DoNotCallSuggester")
  public static Hierarchy create(
      HierarchySpec spec, char[] password, CaStores stores, InstantSource clock) {
    throw new UnsupportedOperationException();
  }
}
