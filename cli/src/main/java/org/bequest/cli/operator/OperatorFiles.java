package org.bequest.cli.operator;

import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import org.bequest.admin.client.AdminClient;
import org.bequest.cli.file.LocalFile;
import org.bequest.cli.terminal.CommandFailure;
import org.bequest.cli.terminal.ExitCode;
import org.bequest.client.credential.CredentialFiles;
import org.bequest.crypto.key.CertificatePem;
import org.bequest.crypto.tls.TlsIdentity;
import org.bequest.formats.MalformedException;

/**
 * What an operator needs to talk to a server.
 *
 * @param key PEM, the operator's
 * @param certificate PEM, the operator's and its issuers
 * @param root PEM, the server's trust anchors: one, or two while its root is rolled over
 */
public record OperatorFiles(Path key, Path certificate, Path root) {
  /**
   * @param url {@code https://host:port} of the operators' listener
   */
  public AdminClient client(URI url) {
    return AdminClient.of(url, identity(), rootCertificates());
  }

  /** The root of the key that issues now. */
  public X509Certificate rootCertificate() {
    return rootCertificates().getFirst();
  }

  private List<X509Certificate> rootCertificates() {
    try {
      List<X509Certificate> all = CertificatePem.decode(LocalFile.read(root));
      if (all.isEmpty()) {
        throw new CommandFailure(ExitCode.LOCAL, root + " must hold the root's certificate");
      }
      return all;
    } catch (MalformedException e) {
      throw new CommandFailure(ExitCode.LOCAL, root + ": " + e.getMessage());
    }
  }

  private TlsIdentity identity() {
    try {
      return CredentialFiles.at(key, certificate).load().orElseThrow(this::noOperator);
    } catch (UncheckedIOException e) {
      throw CommandFailure.local(e);
    }
  }

  private CommandFailure noOperator() {
    return new CommandFailure(
        ExitCode.LOCAL,
        "there is no operator's certificate in " + certificate + " with " + key,
        "Run this where the server was set up, or give --dir, or --operator-cert and"
            + " --operator-key.");
  }
}
