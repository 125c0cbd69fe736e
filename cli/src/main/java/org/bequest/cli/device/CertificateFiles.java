package org.bequest.cli.device;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.bequest.cli.file.LocalFile;
import org.bequest.cli.terminal.CommandFailure;
import org.bequest.cli.terminal.ExitCode;
import org.bequest.crypto.key.CertificatePem;
import org.bequest.formats.MalformedException;

/** Certificates in files that somebody names on the command line. */
final class CertificateFiles {
  private CertificateFiles() {}

  /** All of a file, in its order. */
  static List<X509Certificate> of(Path file) {
    try {
      return CertificatePem.decode(LocalFile.read(file));
    } catch (MalformedException e) {
      throw new CommandFailure(ExitCode.LOCAL, file + ": " + e.getMessage());
    }
  }

  static List<X509Certificate> all(List<Path> files) {
    List<X509Certificate> all = new ArrayList<>();
    files.forEach(file -> all.addAll(of(file)));
    return all;
  }
}
