package org.bequest.cli.device;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bequest.cli.file.LocalFile;
import org.bequest.cli.terminal.CommandFailure;
import org.bequest.cli.terminal.ExitCode;
import org.bequest.cli.terminal.OutputOptions;
import org.bequest.client.EstClient;
import org.bequest.client.cmc.FullRequest;
import org.bequest.crypto.key.CertificatePem;
import org.bequest.crypto.tls.TlsIdentity;
import org.bequest.formats.cmc.control.GetCert;
import org.bouncycastle.asn1.x509.GeneralName;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bequest fullcmc get-cert}: RFC 5272 6.9. */
@Command(
    name = "get-cert",
    description = "Fetch a certificate that was issued before (RFC 5272 6.9).",
    footer = {
      "",
      "  bequest fullcmc get-cert --ca ca.pem --cert device.pem --key device.key \\",
      "      --issuer \"CN=Issuing CA\" --serial 5f0c21 --out found.pem"
    })
public final class FullCmcGetCert implements Runnable {
  @Mixin private ServerOptions server;
  @Mixin private CmcOptions cmc;
  @Mixin private CmcTarget target;
  @Mixin private OutputOptions output;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "The certificate, PEM.")
  private Path out;

  @Override
  public void run() {
    Optional<TlsIdentity> present = Contact.with(server::presentIdentity);
    CmcTarget.Named wanted = target.named(present);
    FullRequest request =
        cmc.dressed(
            FullRequest.by(Contact.with(() -> cmc.senderAside(server)))
                .with(new GetCert(new GeneralName(wanted.issuer()), wanted.serial())));
    var report = new CmcReport(output.terminal());
    try (EstClient client = Contact.with(server::client)) {
      Contact.with(client::caCerts);
      X509Certificate found =
          CmcReport.certificates(report.answer(() -> client.fullCmc(request))).stream()
              .filter(wanted::isNameOf)
              .findFirst()
              .orElseThrow(() ->
                  new CommandFailure(ExitCode.REFUSED, "the server sent another certificate"));
      LocalFile.write(out, CertificatePem.encode(List.of(found)));
      String subject = found.getSubjectX500Principal().getName();
      output
          .terminal()
          .result(
              "certificate for " + subject + " in " + out,
              Map.of("subject", subject, "certificate", out.toString()));
    }
  }
}
