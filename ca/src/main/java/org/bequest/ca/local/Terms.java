package org.bequest.ca.local;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.bequest.store.CertificateStore.Succession;
import org.bequest.store.Lineage;

/**
 * What the rules of renewal make of an order that they let pass.
 *
 * @param lineage of a certificate that renews another
 * @param latestEnd which it does not outlive
 * @param succession what becomes of the certificate that it renews, if anything
 * @param maxLive certificates of its names that may be live at a time
 */
record Terms(
    Optional<Lineage> lineage,
    Instant latestEnd,
    Optional<Succession> succession,
    OptionalInt maxLive) {
  /** No rules. */
  static final Terms NONE =
      new Terms(Optional.empty(), Instant.MAX, Optional.empty(), OptionalInt.empty());
}
