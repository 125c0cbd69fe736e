package org.bequest.cli.device;

import java.io.UncheckedIOException;
import java.security.KeyPair;
import java.time.Duration;
import java.util.Map;
import org.bequest.cli.terminal.CommandFailure;
import org.bequest.cli.terminal.ExitCode;
import org.bequest.cli.terminal.KeyAlgorithmName;
import org.bequest.cli.terminal.OutputOptions;
import org.bequest.client.EnrollRequest;
import org.bequest.client.Enrollment;
import org.bequest.client.EstClient;
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
      "  bequest reenroll --ca ca.pem --key device.key --cert device.pem"
    })
public final class Reenroll implements Runnable {
  @Mixin private ServerOptions server;
  @Mixin private OutputOptions output;

  @Option(names = "--same-key", description = "Renew: keep the key (the server may not allow it).")
  private boolean sameKey;

  @Option(
      names = "--key-algorithm",
      paramLabel = "NAME",
      converter = KeyAlgorithmName.class,
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
    var report = new EnrollmentReport(output.terminal());
    TlsIdentity current = Contact.with(server::identity);
    PendingKey pending = server.pendingKey();
    KeyPair key = sameKey ? currentKey(current) : Contact.with(() -> newKey(pending, current));
    EnrollRequest.Composed request =
        EnrollRequest.renewing(current.certificate(), PrivateKeySigner.of(key));
    try (EstClient client = Contact.with(server::client)) {
      Enrollment.Issued issued =
          report.issued(() -> asked(client.simpleReenroll(request), pending), wait);
      save(new TlsIdentity(key.getPrivate(), IssuedChain.of(issued)));
      pending.forget();
      report.show(issued, Map.of());
    }
  }

  private KeyPair newKey(PendingKey pending, TlsIdentity current) {
    return pending.pair(newAlgorithm(current), current.certificate().getPublicKey().getEncoded());
  }

  /** A key that was refused is of no further use; one that waits, or whose answer was lost, is. */
  private static Enrollment asked(Enrollment outcome, PendingKey pending) {
    if (outcome instanceof Enrollment.Refused refused
        && refused.status() >= 400
        && refused.status() < 500
        && refused.status() != 401
        && !refused.isTemporary()) {
      pending.forget();
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

  private KeyAlgorithm newAlgorithm(TlsIdentity current) {
    if (algorithm != null) {
      return algorithm;
    }
    byte[] key = current.certificate().getPublicKey().getEncoded();
    return KeyAlgorithm.of(SubjectPublicKeyInfo.getInstance(key)).orElse(KeyAlgorithm.P256);
  }

  private static KeyPair currentKey(TlsIdentity current) {
    try {
      return PublicHalf.pair(current.key());
    } catch (MalformedException e) {
      throw new CommandFailure(ExitCode.LOCAL, "the present key: " + e.getMessage());
    }
  }
}
