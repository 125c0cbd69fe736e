package org.bequest.cli.device;

import java.nio.file.Files;
import java.security.KeyPair;
import java.util.List;
import org.bequest.cli.file.LocalFile;
import org.bequest.cli.terminal.CommandFailure;
import org.bequest.cli.terminal.ExitCode;
import org.bequest.cli.terminal.OutputOptions;
import org.bequest.client.Enrollment;
import org.bequest.client.EstClient;
import org.bequest.client.cmc.FullRequest;
import org.bequest.client.cmc.WantedCertificate;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.formats.pkix.SubjectNames;
import org.bouncycastle.asn1.x500.X500Name;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code bequest fullcmc poll}: RFC 5272 6.13. */
@Command(
    name = "poll",
    description = "Ask what has become of a request that waits at the server (RFC 5272 6.13).",
    footer = {
      "",
      "fullcmc enroll leaves --out-key and, beside it, how the server knows the request. While it",
      "waits, the exit code is 6.",
      "  bequest fullcmc poll --ca ca.pem --secret-file secret.txt --identification device-7"
    })
public final class FullCmcPoll implements Runnable {
  @Mixin private ServerOptions server;
  @Mixin private CmcOptions cmc;
  @Mixin private OutFiles files;
  @Mixin private WaitOption wait;
  @Mixin private OutputOptions output;

  @Override
  public void run() {
    CmcWaiting waiting = CmcWaiting.beside(files.key());
    if (!Files.exists(waiting.file()) || !Files.exists(files.key())) {
      throw new CommandFailure(
          ExitCode.NOTHING_TO_DO,
          "no request waits beside " + files.key(),
          "Begin with fullcmc enroll.");
    }
    KeyPair key = DeviceKey.at(files.key(), KeyAlgorithm.P256).pair();
    WantedCertificate wanted =
        WantedCertificate.of(
            new SubjectNames(new X500Name(""), List.of()), FullCmcEnroll.requestKey(key, false));
    FullRequest request =
        waiting.goingOn(
            cmc.dressed(FullRequest.by(Contact.with(() -> cmc.sender(server))).wanting(wanted)));
    try (EstClient client = Contact.with(server::client)) {
      Contact.with(client::caCerts);
      Enrollment.Issued issued =
          new CmcReport(output.terminal())
              .issued(() -> client.fullCmc(request), wait.longest(), waiting)
              .getFirst();
      LocalFile.write(files.certificate(), IssuedChain.pem(issued));
      // The names are those of the first message; this one does not repeat them.
      new EnrollmentReport(output.terminal())
          .show(
              new Enrollment.Issued(issued.certificate(), issued.chain(), List.of()), files.told());
    }
  }
}
