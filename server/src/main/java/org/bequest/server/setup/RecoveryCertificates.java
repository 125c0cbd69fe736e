package org.bequest.server.setup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import org.bequest.crypto.key.CertificatePem;
import org.bequest.formats.MalformedException;
import org.bequest.server.config.ArchiveSettings;
import org.bequest.server.setup.StartException.Kind;
import org.jspecify.annotations.Nullable;

/** The certificates of the keys that recover archived ones. */
final class RecoveryCertificates {
  private RecoveryCertificates() {}

  /**
   * @throws StartException with one sentence when a file is not one certificate
   */
  static List<X509Certificate> read(ArchiveSettings settings) {
    return settings.certificates().stream().map(RecoveryCertificates::read).toList();
  }

  private static X509Certificate read(Path file) {
    try {
      List<X509Certificate> found = CertificatePem.decode(Files.readAllBytes(file));
      if (found.size() != 1) {
        throw local(file + " (archive.certificates) must hold one certificate", null);
      }
      return found.getFirst();
    } catch (MalformedException e) {
      throw local(file + " (archive.certificates) is no PEM certificate: " + e.getMessage(), e);
    } catch (IOException e) {
      throw local(file + " (archive.certificates) cannot be read", e);
    }
  }

  private static StartException local(String message, @Nullable Exception cause) {
    return cause == null
        ? new StartException(Kind.LOCAL, message)
        : new StartException(Kind.LOCAL, message, cause);
  }
}
