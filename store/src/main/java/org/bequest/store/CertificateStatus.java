package org.bequest.store;

import org.bequest.store.CertificateStore.Revocation;

/** What the store knows of a certificate. Expiry is not its business. */
public sealed interface CertificateStatus {
  record Good() implements CertificateStatus {}

  record Revoked(Revocation revocation) implements CertificateStatus {}

  /** Never issued here. */
  record Unknown() implements CertificateStatus {}
}
