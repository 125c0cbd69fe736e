package org.bequest.cli.device;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.Map;
import org.bequest.cli.file.LocalFile;
import org.bequest.cli.terminal.OutputOptions;
import org.bequest.cli.terminal.Terminal;
import org.bequest.client.trust.CaCertificates;
import org.bequest.client.trust.Fingerprint;
import org.bequest.client.trust.TrustAnchorStore;
import org.bequest.crypto.key.CertificatePem;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bequest cacerts}: RFC 7030 4.1. */
@Command(
    name = "cacerts",
    description = "Fetch the certificates of the authority (RFC 7030 4.1).",
    footer = {
      "",
      "The first time, with nothing but the fingerprint of the root:",
      "  bequest cacerts --url est.example:8443 --fingerprint 8F:03:... --out ca.pem"
    })
public final class CaCerts implements Runnable {
  @Mixin private ServerOptions server;
  @Mixin private OutputOptions output;

  @Option(names = "--out", paramLabel = "FILE", description = "Write them to this PEM file.")
  private @Nullable Path out;

  @Option(
      names = "--store",
      paramLabel = "DIR",
      description = "Keep roots and intermediates in this folder, for other software to read.")
  private @Nullable Path store;

  @Override
  public void run() {
    Terminal terminal = output.terminal();
    CaCertificates found = Contact.with(server::caCertificates);
    if (store != null) {
      TrustAnchorStore.in(store).save(found);
    }
    if (out != null) {
      LocalFile.write(out, CertificatePem.encode(found.certificates()));
    }
    found.certificates().forEach(c -> show(terminal, c));
  }

  private static void show(Terminal terminal, X509Certificate certificate) {
    String subject = certificate.getSubjectX500Principal().getName();
    String fingerprint = Fingerprint.of(certificate).toString();
    terminal.result(
        subject + System.lineSeparator() + "  SHA-256 " + fingerprint,
        Map.of(
            "subject", subject,
            "sha256", fingerprint,
            "notAfter", certificate.getNotAfter().toInstant().toString()));
  }
}
