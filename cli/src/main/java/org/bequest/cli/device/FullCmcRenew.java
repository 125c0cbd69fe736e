package org.bequest.cli.device;

import java.io.UncheckedIOException;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Map;
import org.bequest.cli.terminal.CommandFailure;
import org.bequest.cli.terminal.ExitCode;
import org.bequest.cli.terminal.OutputOptions;
import org.bequest.cli.terminal.SigningKeyName;
import org.bequest.client.EnrollRequest;
import org.bequest.client.Enrollment;
import org.bequest.client.EstClient;
import org.bequest.client.cmc.FullRequest;
import org.bequest.client.cmc.RequestKey;
import org.bequest.client.cmc.WantedCertificate;
import org.bequest.client.credential.PendingKey;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.crypto.PrivateKeySigner;
import org.bequest.crypto.key.PublicHalf;
import org.bequest.crypto.tls.TlsIdentity;
import org.bequest.formats.MalformedException;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.jspecify.annotations.Nullable;
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
  @Mixin private OutputOptions output;

  @Option(names = "--crmf", description = "Write the request as CRMF (RFC 4211), not as PKCS#10.")
  private boolean crmf;

  @Option(names = "--same-key", description = "Renew: keep the key (the server may not allow it).")
  private boolean sameKey;

  @Option(
      names = "--key-algorithm",
      paramLabel = "NAME",
      converter = SigningKeyName.class,
      description = "For the new key; the old key's unless given.")
  private @Nullable KeyAlgorithm algorithm;

  @Option(
      names = "--wait",
      defaultValue = "0s",
      paramLabel = "TIME",
      description = "How long to go on asking while the server says pending.")
  private Duration wait;

  @Override
  public void run() {
    TlsIdentity current = Contact.with(server::identity);
    PendingKey pending = server.pendingKey();
    CmcWaiting waiting = CmcWaiting.beside(server.keyFile());
    var report = new CmcReport(output.terminal());
    try (EstClient client = Contact.with(server::client)) {
      Contact.with(client::caCerts);
      KeyPair key = Contact.with(() -> key(current, pending));
      FullRequest request = waiting.goingOn(request(current, key));
      Enrollment.Issued issued =
          report.issued(() -> client.fullCmc(request), wait, waiting).getFirst();
      save(new TlsIdentity(key.getPrivate(), IssuedChain.of(issued)));
      if (!sameKey) {
        pending.forget();
      }
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

  private KeyPair key(TlsIdentity current, PendingKey pending) {
    if (sameKey) {
      try {
        return PublicHalf.pair(current.key());
      } catch (MalformedException e) {
        throw new CommandFailure(ExitCode.LOCAL, "the present key: " + e.getMessage());
      }
    }
    byte[] present = current.certificate().getPublicKey().getEncoded();
    KeyAlgorithm same =
        KeyAlgorithm.of(SubjectPublicKeyInfo.getInstance(present)).orElse(KeyAlgorithm.P256);
    return pending.pair(algorithm == null ? same : algorithm, present);
  }

  private void save(TlsIdentity renewed) {
    try {
      server.credential().save(renewed);
    } catch (UncheckedIOException e) {
      throw CommandFailure.local(e);
    }
  }
}
