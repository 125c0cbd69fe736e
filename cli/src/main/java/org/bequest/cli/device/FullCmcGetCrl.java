package org.bequest.cli.device;

import java.nio.file.Path;
import java.security.cert.CRLException;
import java.security.cert.X509CRL;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bequest.cli.file.LocalFile;
import org.bequest.cli.terminal.CommandFailure;
import org.bequest.cli.terminal.ExitCode;
import org.bequest.cli.terminal.OutputOptions;
import org.bequest.client.EstClient;
import org.bequest.client.cmc.FullRequest;
import org.bequest.crypto.tls.TlsIdentity;
import org.bequest.formats.MalformedException;
import org.bequest.formats.cmc.control.GetCrl;
import org.bequest.formats.pkix.NameText;
import org.bouncycastle.asn1.x500.X500Name;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bequest fullcmc get-crl}: RFC 5272 6.10. */
@Command(
    name = "get-crl",
    description = "Fetch a revocation list (RFC 5272 6.10).",
    footer = {
      "",
      "  bequest fullcmc get-crl --ca ca.pem --cert device.pem --key device.key --out crl.der"
    })
public final class FullCmcGetCrl implements Runnable {
  @Mixin private ServerOptions server;
  @Mixin private CmcOptions cmc;
  @Mixin private OutputOptions output;

  @Option(
      names = "--issuer",
      paramLabel = "DN",
      description = "Of the list, as in RFC 4514. Default: the issuer of --cert.")
  private @Nullable String issuer;

  @Option(
      names = "--at",
      paramLabel = "TIME",
      description = "The list that was the newest then, such as 2026-11-21T12:00:00Z.")
  private @Nullable String time;

  @Option(names = "--out", required = true, paramLabel = "FILE", description = "The list, DER.")
  private Path out;

  @Override
  public void run() {
    X500Name wanted = wanted(Contact.with(server::presentIdentity));
    FullRequest request =
        cmc.dressed(
            FullRequest.by(Contact.with(() -> cmc.senderAside(server)))
                .with(
                    new GetCrl(
                        wanted,
                        Optional.empty(),
                        Optional.ofNullable(time).map(FullCmcGetCrl::instant),
                        Optional.empty())));
    var report = new CmcReport(output.terminal());
    try (EstClient client = Contact.with(server::client)) {
      Contact.with(client::caCerts);
      List<X509CRL> sent = CmcReport.crls(report.answer(() -> client.fullCmc(request)));
      X509CRL found =
          Contact.with(() -> client.authentic(sent)).stream()
              .filter(crl -> issuer(crl).equals(wanted))
              .findFirst()
              .orElseThrow(() ->
                  new CommandFailure(
                      ExitCode.REFUSED, "the server sent no such list that leads to its anchors"));
      LocalFile.write(out, encoded(found));
      String until = String.valueOf(found.getNextUpdate());
      output
          .terminal()
          .result(
              "revocation list of " + wanted + " in " + out,
              Map.of("issuer", wanted.toString(), "nextUpdate", until, "crl", out.toString()));
    }
  }

  private X500Name wanted(Optional<TlsIdentity> present) {
    if (issuer == null) {
      return CmcTarget.Named.of(
              present
                  .orElseThrow(() -> new CommandFailure(ExitCode.USAGE, "--issuer is needed"))
                  .certificate())
          .issuer();
    }
    try {
      return NameText.parse(issuer);
    } catch (MalformedException e) {
      throw new CommandFailure(ExitCode.USAGE, "--issuer: " + e.getMessage());
    }
  }

  private static Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException _) {
      throw new CommandFailure(ExitCode.USAGE, "--at: " + text + " is no time of RFC 3339");
    }
  }

  private static X500Name issuer(X509CRL crl) {
    return X500Name.getInstance(crl.getIssuerX500Principal().getEncoded());
  }

  private static byte[] encoded(X509CRL crl) {
    try {
      return crl.getEncoded();
    } catch (CRLException e) {
      throw new IllegalStateException("a parsed CRL has octets", e);
    }
  }
}
