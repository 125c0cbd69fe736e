package org.bequest.cli.device;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.bequest.cli.file.LocalFile;
import org.bequest.cli.terminal.CommandFailure;
import org.bequest.cli.terminal.ExitCode;
import org.bequest.cli.terminal.OutputOptions;
import org.bequest.cli.terminal.Terminal;
import org.bequest.client.trust.AnchorFile;
import org.bequest.client.trust.AnchorUpdate;
import org.bequest.client.trust.Fingerprint;
import org.bequest.client.trust.TrustAnchorStore;
import org.bequest.client.trust.TrustAnchors;
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
      "  bequest cacerts --url est.example:8443 --fingerprint 8F:03:... --out ca.pem",
      "Regularly, so that a new root is learnt while the old one vouches for it:",
      "  bequest cacerts --url est.example:8443 --ca ca.pem --update"
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

  @Option(
      names = "--update",
      description = "Write the roots to believe from now on to the file of --ca.")
  private boolean update;

  @Option(
      names = "--if-due",
      description =
          "Only when little is left of the life of the newest root in --ca. Else status 9.")
  private boolean ifDue;

  @Override
  public void run() {
    Terminal terminal = output.terminal();
    if (ifDue && !Contact.with(() -> AnchorUpdate.isDue(server.stored(), Instant.now()))) {
      throw new CommandFailure(ExitCode.NOTHING_TO_DO, "the newest root is good for long enough");
    }
    Path file = update ? server.anchorFile() : null;
    AnchorUpdate found = Contact.with(server::refreshedAnchors);
    if (store != null) {
      TrustAnchorStore.in(store).save(found.anchors());
    }
    if (file != null) {
      Contact.with(() -> {
        AnchorFile.write(file, found.anchors());
        return file;
      });
    }
    List<X509Certificate> all = all(found.anchors());
    if (out != null) {
      LocalFile.write(out, CertificatePem.encode(all));
    }
    all.forEach(c -> show(terminal, c));
    found.unvouched().forEach(c -> terminal.note(leftOut(c)));
  }

  private static List<X509Certificate> all(TrustAnchors anchors) {
    return Stream.concat(anchors.explicit().stream(), anchors.intermediates().stream()).toList();
  }

  private static String leftOut(X509Certificate root) {
    return "left out: "
        + root.getSubjectX500Principal().getName()
        + ", a root that none of yours vouches for; to believe it: --fingerprint "
        + Fingerprint.of(root);
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
