package org.bequest.server.receipt;

import java.util.Optional;
import org.bequest.ca.Requester;
import org.bequest.ca.Role;
import org.bequest.store.KeyPackageRow;

/**
 * Who says something of a package: who is connected, and who has signed, if anybody has. He may, of
 * a package that was sent to him; a registration authority may pass on what the holder of the key
 * has signed.
 *
 * @param label under which he is connected
 */
record Speaker(String label, Requester caller, Optional<Requester> signer) {
  boolean maySpeakOf(KeyPackageRow row) {
    if (!row.label().equals(label)) {
      return false;
    }
    boolean itself = isReceiver(caller, row);
    if (signer.isEmpty()) {
      return itself;
    }
    boolean ofHolder = isHolder(signer.get(), row);
    return itself
        ? ofHolder || signer.get().identity().equals(caller.identity())
        : ofHolder && caller.role() instanceof Role.Registrar;
  }

  /** Of whom the package was asked, or who shows the certificate that came with it. */
  private static boolean isReceiver(Requester requester, KeyPackageRow row) {
    return requester.identity().equals(row.identity()) || isHolder(requester, row);
  }

  /** By the certificate of the key, or by another that this service has issued to its subject. */
  private static boolean isHolder(Requester requester, KeyPackageRow row) {
    return requester
        .certificate()
        .map(PackageBook::certified)
        .filter(c -> c.sha256().equals(row.certificate().sha256()) || isSame(requester, c, row))
        .isPresent();
  }

  private static boolean isSame(
      Requester requester, KeyPackageRow.Certified certificate, KeyPackageRow row) {
    return requester.role() instanceof Role.Itself
        && !certificate.subject().isEmpty()
        && certificate.subject().equals(row.certificate().subject());
  }
}
