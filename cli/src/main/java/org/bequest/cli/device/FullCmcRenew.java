package org.bequest.cli.device;

import java.io.UncheckedIOException;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.util.Map;
import org.bequest.cli.terminal.CommandFailure;
import org.bequest.cli.terminal.OutputOptions;
import org.bequest.client.EnrollRequest;
import org.bequest.client.Enrollment;
import org.bequest.client.EstClient;
import org.bequest.client.cmc.FullRequest;
import org.bequest.client.cmc.RequestKey;
import org.bequest.client.cmc.WantedCertificate;
import org.bequest.client.credential.PendingKey;
import org.bequest.crypto.PrivateKeySigner;
import org.bequest.crypto.tls.TlsIdentity;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bequest fullcmc renew}: the present certificate signs the request for the next one. */
@Command(
    name = "renew",
    description = "Replace a certificate by a Full PKI Request that it signs (RFC 5272 6.3.3).",
    footer = {
      "",
      "--key and --cert are replaced together once the new certificate is there. A new key is",
      "kept beside --key, as .pending, until then. With --subject or another name, the",
      "certificate gets these names instead (ChangeSubjectName, RFC 6402 2.8).",
      "  bequest fullcmc renew --ca ca.pem --key device.key --cert device.pem"
    })
public final class FullCmcRenew implements Runnable {
  @Mixin private ServerOptions server;
  @Mixin private CmcOptions cmc;
  @Mixin private NameOptions names;
  @Mixin private RenewalKey next;
  @Mixin private WaitOption wait;
  @Mixin private OutputOptions output;

  @Option(names = "--crmf", description = "Write the request as CRMF (RFC 4211), not as PKCS#10.")
  private boolean crmf;

  @Override
  public void run() {
    TlsIdentity current = Contact.with(server::identity);
    PendingKey pending = server.pendingKey();
    CmcWaiting waiting = CmcWaiting.beside(server.keyFile());
    var report = new CmcReport(output.terminal());
    try (EstClient client = Contact.with(server::client)) {
      Contact.with(client::caCerts);
      KeyPair key = next.pair(current, pending, next.algorithm(current));
      FullRequest request = waiting.goingOn(request(current, key));
      Enrollment.Issued issued =
          report.issued(() -> client.fullCmc(request), wait.longest(), waiting).getFirst();
      save(new TlsIdentity(key.getPrivate(), IssuedChain.of(issued)));
      next.over(pending);
      new EnrollmentReport(output.terminal()).show(issued, Map.of());
    }
  }

  private FullRequest request(TlsIdentity current, KeyPair key) {
    PrivateKeySigner signer = PrivateKeySigner.of(key);
    X509Certificate present = current.certificate();
    WantedCertificate kept =
        WantedCertificate.of(
            EnrollRequest.renewing(present, signer).names(), new RequestKey.Signing(signer));
    WantedCertificate wanted = names.isEmpty() ? kept : kept.changingTo(names.names());
    return cmc.dressed(
        FullRequest.by(CmcOptions.certified(current))
            .wanting(crmf ? wanted.in(WantedCertificate.Form.CRMF) : wanted));
  }

  private void save(TlsIdentity renewed) {
    try {
      server.credential().save(renewed);
    } catch (UncheckedIOException e) {
      throw CommandFailure.local(e);
    }
  }
}
