package org.bequest.cli.device;

import java.io.UncheckedIOException;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.bequest.cli.terminal.CommandFailure;
import org.bequest.cli.terminal.ExitCode;
import org.bequest.cli.terminal.OutputOptions;
import org.bequest.client.DemandedKey;
import org.bequest.client.EnrollRequest;
import org.bequest.client.Enrollment;
import org.bequest.client.EstClient;
import org.bequest.client.credential.PendingKey;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.crypto.Signer;
import org.bequest.crypto.tls.TlsIdentity;
import org.bequest.formats.pkix.CsrDemands;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bequest reenroll}: RFC 7030 4.2.2. */
@Command(
    name = "reenroll",
    aliases = "simplereenroll",
    description = "Replace a certificate by a new one, with a new key unless told otherwise.",
    footer = {
      "",
      "--key and --cert are replaced together once the new certificate is there (RFC 7030 4.2.2).",
      "A new key is kept beside --key, as .pending, until then: a renewal that waits for approval",
      "goes on with it when the same command is run again.",
      "With --subject or another name, the certificate gets these names instead of the old ones,",
      "all of them, where the server lets names change (ChangeSubjectName, RFC 6402 2.8).",
      "  bequest reenroll --ca ca.pem --key device.key --cert device.pem --renew-before 20d"
    })
public final class Reenroll implements Runnable {
  private static final int BAD_REQUEST = 400;

  @Mixin private ServerOptions server;
  @Mixin private NameOptions names;
  @Mixin private RenewalKey next;
  @Mixin private WaitOption wait;
  @Mixin private OutputOptions output;

  @Option(
      names = "--renew-before",
      paramLabel = "TIME",
      description =
          "Do nothing, with exit code 9, while the certificate is good for longer than this: 20d.")
  private @Nullable Duration renewBefore;

  @Override
  public void run() {
    var report = new EnrollmentReport(output.terminal());
    TlsIdentity current = Contact.with(server::identity);
    requireDue(current);
    PendingKey pending = server.pendingKey();
    try (EstClient client = Contact.with(server::client)) {
      CsrDemands demands = Contact.with(client::csrAttrs);
      KeyPair key = next.pair(current, pending, algorithm(current, demands));
      EnrollRequest.Composed request = composed(current, DemandedKey.signer(key, demands), demands);
      Enrollment.Issued issued =
          report.issued(() -> asked(client.simpleReenroll(request), pending), wait.longest());
      save(new TlsIdentity(key.getPrivate(), IssuedChain.of(issued)));
      next.over(pending);
      report.show(issued, Map.of());
    }
  }

  private void requireDue(TlsIdentity current) {
    Instant end = current.certificate().getNotAfter().toInstant();
    if (renewBefore != null && Instant.now().isBefore(end.minus(renewBefore))) {
      throw new CommandFailure(
          ExitCode.NOTHING_TO_DO,
          "the certificate is good until " + end + ": too early to renew it",
          "It is due at " + end.minus(renewBefore) + "; leave out --renew-before to renew it now.");
    }
  }

  private EnrollRequest.Composed composed(TlsIdentity current, Signer signer, CsrDemands demands) {
    var kept = EnrollRequest.renewing(current.certificate(), signer).following(demands);
    var request = names.isEmpty() ? kept : kept.changingTo(names.names());
    request.unmet().forEach(u -> output.terminal().note("note: " + u));
    return request;
  }

  private KeyAlgorithm algorithm(TlsIdentity current, CsrDemands demands) {
    KeyAlgorithm usual = next.algorithm(current);
    return next.given().orElseGet(() -> DemandedKey.choose(demands.key(), usual).orElse(usual));
  }

  /**
   * A key that was found bad is of no further use. Any other one may have been certified in an
   * answer that was lost.
   */
  private Enrollment asked(Enrollment outcome, PendingKey pending) {
    if (outcome instanceof Enrollment.Refused refused && refused.status() == BAD_REQUEST) {
      next.over(pending);
    }
    return outcome;
  }

  private void save(TlsIdentity renewed) {
    try {
      server.credential().save(renewed);
    } catch (UncheckedIOException e) {
      throw CommandFailure.local(e);
    }
  }
}
