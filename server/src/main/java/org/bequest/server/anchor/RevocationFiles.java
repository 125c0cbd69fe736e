package org.bequest.server.anchor;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * Revocation lists in files, which somebody else keeps up to date: this service never visits an
 * address that a certificate names (security rule S-55).
 */
public final class RevocationFiles {
  private final List<RevocationFile> files;

  /** What the lists say of a certificate. */
  enum Status {
    GOOD,
    REVOKED,
    /** No list of its issuer is valid now. */
    UNKNOWN
  }

  /** A file that is not there yet is one without lists; it is looked for at each question. */
  public RevocationFiles(List<Path> files) {
    this.files = files.stream().map(RevocationFile::new).toList();
  }

  /** A certificate that is listed stays revoked when the list is out of date. */
  Status status(X509CertificateHolder certificate, X509CertificateHolder issuer, Instant now) {
    List<RevocationList> speaking =
        files.stream()
            .flatMap(file -> file.lists().stream())
            .filter(list -> list.speaksOf(certificate, issuer))
            .toList();
    if (speaking.stream().anyMatch(list -> list.has(certificate.getSerialNumber()))) {
      return Status.REVOKED;
    }
    return speaking.stream().anyMatch(list -> list.isCurrent(now)) ? Status.GOOD : Status.UNKNOWN;
  }
}
