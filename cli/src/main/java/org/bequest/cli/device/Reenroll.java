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
    KeyPair key = sameKey ? currentKey(current) : newAlgorithm(current).generate();
    EnrollRequest.Composed request =
        EnrollRequest.renewing(current.certificate(), PrivateKeySigner.of(key));
    try (EstClient client = Contact.with(server::client)) {
      Enrollment.Issued issued = report.issued(() -> client.simpleReenroll(request), wait);
      save(new TlsIdentity(key.getPrivate(), IssuedChain.of(issued)));
      report.show(issued, Map.of());
    }
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
