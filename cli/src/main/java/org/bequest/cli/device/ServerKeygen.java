package org.bequest.cli.device;

import java.security.KeyPair;
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
import org.bequest.client.keygen.KeyProtection;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.crypto.tls.TlsIdentity;
import org.bequest.formats.pkix.CsrDemands;
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
      "  bequest serverkeygen --ca ca.pem --user device-7 --otp-file otp.txt \\",
      "      --subject CN=device-7 --decrypt-key-id device-7 --decrypt-key-file shared.key"
    })
public final class ServerKeygen implements Runnable {
  @Mixin private ServerOptions server;
  @Mixin private NameOptions names;
  @Mixin private ProtectionOptions protection;
  @Mixin private KeyFiles files;
  @Mixin private ReceiptOptions receipts;
  @Mixin private WaitOption wait;
  @Mixin private OutputOptions output;

  @Option(
      names = "--key-algorithm",
      paramLabel = "NAME",
      converter = KeyAlgorithmName.class,
      description =
          "Which key the server shall make: p256, rsa-3072, x25519, ml-kem-768, ... Default: what"
              + " the server wants, p256 if it does not say.")
  private @Nullable KeyAlgorithm algorithm;

  @Override
  public void run() {
    files.requireRoom();
    KeyProtection agreed = protection.protection();
    Optional<TlsIdentity> present = Contact.with(server::presentIdentity);
    if (names.isEmpty() && present.isEmpty()) {
      throw new CommandFailure(
          ExitCode.USAGE, "--subject or another name is needed, or --cert with the present names");
    }
    try (EstClient client = Contact.with(server::client)) {
      KeygenRequest request = request(client, present).under(agreed);
      notes(client, request);
      receive(client, request, new ReceiptSender(server, client, present));
    }
  }

  /** The key is written before anybody is told that it arrived. */
  private void receive(EstClient client, KeygenRequest request, ReceiptSender sender) {
    var report = new EnrollmentReport(output.terminal());
    KeyGeneration outcome = report.asked(() -> client.serverKeygen(request), wait.longest());
    if (outcome instanceof KeyGeneration.Unusable unusable) {
      receipts.complain(unusable, request, sender).ifPresent(output.terminal()::note);
    }
    KeyGeneration.Delivered delivered = report.delivered(outcome);
    Map<String, String> kept = files.save(delivered);
    report.show(delivered, kept);
    receipts.confirm(delivered, sender);
  }

  /** RFC 7030 4.4.1: composed as any other request; its key only says which kind is wanted. */
  private KeygenRequest request(EstClient client, Optional<TlsIdentity> present) {
    CsrDemands demands =
        Contact.with(() -> {
          client.caCerts();
          return client.csrAttrs();
        });
    KeyPair standIn = Contact.with(() -> files.standIn().pair(algorithm(demands), new byte[0]));
    KeygenRequest named =
        names.isEmpty()
            ? KeygenRequest.renewing(present.orElseThrow().certificate(), standIn)
            : KeygenRequest.of(names.names(), standIn);
    return named
        .withSecrets(server.secrets())
        .as(protection.form())
        .demanding(protection.policy())
        .following(demands);
  }

  private void notes(EstClient client, KeygenRequest request) {
    client.cautions(request).forEach(c -> output.terminal().note("note: " + c));
    request.unmet().forEach(u -> output.terminal().note("note: " + u));
  }

  private KeyAlgorithm algorithm(CsrDemands demands) {
    return algorithm == null
        ? DemandedKey.chooseForServer(demands.key(), KeyAlgorithm.P256).orElse(KeyAlgorithm.P256)
        : algorithm;
  }
}
