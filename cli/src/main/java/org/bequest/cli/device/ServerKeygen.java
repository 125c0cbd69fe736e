package org.bequest.cli.device;

import java.security.KeyPair;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.bequest.cli.terminal.CommandFailure;
import org.bequest.cli.terminal.ExitCode;
import org.bequest.cli.terminal.KeyAlgorithmName;
import org.bequest.cli.terminal.OutputOptions;
import org.bequest.client.DemandedKey;
import org.bequest.client.EstClient;
import org.bequest.client.KeyGeneration;
import org.bequest.client.KeygenRequest;
import org.bequest.client.credential.PendingKey;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.crypto.tls.TlsIdentity;
import org.bequest.formats.pkix.CsrDemands;
import org.bouncycastle.asn1.x500.X500Name;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bequest serverkeygen}: RFC 7030 4.4, RFC 8295 8. */
@Command(
    name = "serverkeygen",
    description = "Get a key that the server makes, with its certificate (RFC 7030 4.4).",
    footer = {
      "",
      "Without --decrypt-key-file, --recipient-key or --pkcs12-password-file nothing but TLS",
      "protects the key on its way. When one of them is given, a key that comes in the clear is",
      "refused, with exit code 7. Without names, those of --cert are asked for again.",
      "When the server wants an approval first, the exit code is 6: run the same command again, or",
      "give --wait.",
      "  bequest serverkeygen --ca ca.pem --user device-7 --otp-file otp.txt --subject CN=device-7 \\",
      "    --decrypt-key-id device-7 --decrypt-key-file shared.key"
    })
public final class ServerKeygen implements Runnable {
  @Mixin private ServerOptions server;
  @Mixin private NameOptions names;
  @Mixin private ProtectionOptions protection;
  @Mixin private KeyFiles files;
  @Mixin private ReceiptOptions receipts;
  @Mixin private OutputOptions output;

  @Option(
      names = "--key-algorithm",
      paramLabel = "NAME",
      converter = KeyAlgorithmName.class,
      description =
          "Which key the server shall make: p256, rsa-3072, x25519, ml-kem-768, ... Default: what"
              + " the server wants, p256 if it does not say.")
  private @Nullable KeyAlgorithm algorithm;

  @Option(
      names = "--wait",
      defaultValue = "0s",
      paramLabel = "TIME",
      description = "How long to go on asking while the server says pending.")
  private Duration wait;

  @Override
  public void run() {
    files.requireRoom();
    var report = new EnrollmentReport(output.terminal());
    PendingKey standIn = files.standIn();
    Optional<TlsIdentity> present = Contact.with(server::presentIdentity);
    try (EstClient client = Contact.with(server::client)) {
      KeygenRequest request = request(client, standIn);
      X500Name receiver = request.request().names().subject();
      KeyGeneration.Delivered delivered =
          report.delivered(
              () -> receipts.told(client.serverKeygen(request), client, present, receiver), wait);
      Map<String, String> kept = files.save(delivered);
      Contact.with(() -> forget(standIn));
      report.show(delivered, kept);
      receipts.confirm(delivered, client, present);
    }
  }

  private static boolean forget(PendingKey standIn) {
    standIn.forget();
    return true;
  }

  /** RFC 7030 4.4.1: composed as any other request; its key only says which kind is wanted. */
  private KeygenRequest request(EstClient client, PendingKey pending) {
    CsrDemands demands =
        Contact.with(() -> {
          client.caCerts();
          return client.csrAttrs();
        });
    KeyPair standIn = Contact.with(() -> pending.pair(algorithm(demands), new byte[0]));
    KeygenRequest request =
        named(standIn)
            .under(protection.protection())
            .as(protection.form())
            .demanding(protection.policy())
            .following(demands);
    client.cautions(request.request()).forEach(c -> output.terminal().note("note: " + c));
    request.unmet().forEach(u -> output.terminal().note("note: " + u));
    return request;
  }

  private KeygenRequest named(KeyPair standIn) {
    if (!names.isEmpty()) {
      return KeygenRequest.of(names.names(), standIn).withSecrets(server.secrets());
    }
    Optional<TlsIdentity> present = Contact.with(server::presentIdentity);
    if (present.isEmpty()) {
      throw new CommandFailure(
          ExitCode.USAGE, "--subject or another name is needed, or --cert with the present names");
    }
    return KeygenRequest.renewing(present.get().certificate(), standIn);
  }

  private KeyAlgorithm algorithm(CsrDemands demands) {
    return algorithm == null
        ? DemandedKey.chooseForServer(demands.key(), KeyAlgorithm.P256).orElse(KeyAlgorithm.P256)
        : algorithm;
  }
}
