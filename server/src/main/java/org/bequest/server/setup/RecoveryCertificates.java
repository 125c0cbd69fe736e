package org.bequest.server.setup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.List;
import org.bequest.crypto.key.CertificatePem;
import org.bequest.formats.MalformedException;
import org.bequest.server.config.ArchiveSettings;
import org.bequest.server.secret.Archive;
import org.bequest.server.secret.HolderKey;
import org.bequest.server.setup.StartException.Kind;
import org.bouncycastle.cert.X509CertificateHolder;
import org.jspecify.annotations.Nullable;

/** The certificates of the keys that recover archived ones. */
final class RecoveryCertificates {
  private RecoveryCertificates() {}

  /**
   * @throws StartException with one sentence when a file is not one certificate
   */
  static Archive open(ArchiveSettings settings) {
    return new Archive(settings.certificates().stream().map(RecoveryCertificates::read).toList());
  }

  private static X509CertificateHolder read(Path file) {
    try {
      List<X509Certificate> found = CertificatePem.decode(Files.readAllBytes(file));
      if (found.size() != 1) {
        throw local(file + " (archive.certificates) must hold one certificate", null);
      }
      byte[] der = found.getFirst().getEncoded();
      HolderKey.decode(der).checkSuitable();
      return new X509CertificateHolder(der);
    } catch (MalformedException e) {
      throw local(file + " (archive.certificates) cannot be used: " + e.getMessage(), e);
    } catch (CertificateEncodingException e) {
      throw local(file + " (archive.certificates) cannot be used", e);
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
