package org.bequest.cli.device;

import java.io.IOException;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.NoSuchElementException;
import org.bequest.cli.file.LocalFile;
import org.bequest.cli.terminal.CommandFailure;
import org.bequest.cli.terminal.ExitCode;
import org.bequest.cli.terminal.OutputOptions;
import org.bequest.cli.terminal.SigningKeyName;
import org.bequest.client.DemandedKey;
import org.bequest.client.EnrollRequest;
import org.bequest.client.Enrollment;
import org.bequest.client.EstClient;
import org.bequest.crypto.KeyAgreementSigner;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.crypto.Signer;
import org.bequest.crypto.key.CertificatePem;
import org.bequest.formats.MalformedException;
import org.bequest.formats.pkix.Csr;
import org.bequest.formats.pkix.CsrDemands;
import org.bequest.formats.wire.Base64Body;
import org.bequest.formats.wire.BodyContent;
import org.bouncycastle.cert.X509CertificateHolder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bequest enroll}: RFC 7030 4.2.1. */
@Command(
    name = "enroll",
    aliases = "simpleenroll",
    description = "Get a first certificate (RFC 7030 4.2.1).",
    footer = {
      "",
      "The key is made and kept in --out-key unless the file is there already. When the server",
      "wants an approval first, the exit code is 6: run the same command again, or give --wait.",
      "  bequest enroll --ca ca.pem --user device-7 --otp-file otp.txt --subject CN=device-7"
    })
public final class Enroll implements Runnable {
  @Mixin private ServerOptions server;
  @Mixin private NameOptions names;
  @Mixin private OutFiles files;
  @Mixin private WaitOption wait;
  @Mixin private OutputOptions output;

  @Option(
      names = "--key-algorithm",
      paramLabel = "NAME",
      converter = SigningKeyName.class,
      description =
          "For a new key: p256, p384, rsa-3072, ed25519, ... Default: what the server wants, p256"
              + " if it does not say.")
  private @Nullable KeyAlgorithm algorithm;

  @Option(
      names = "--csr",
      paramLabel = "FILE",
      description = "Send this request (PEM or DER) instead; its key stays where it is.")
  private @Nullable Path csr;

  @Option(
      names = "--agree-with",
      paramLabel = "FILE",
      description = {
        "For a key that must not sign: prove its possession by key agreement with this",
        "certificate of the server's (RFC 6955)."
      })
  private @Nullable Path agreeWith;

  @Override
  public void run() {
    if (csr == null && names.isEmpty()) {
      throw new CommandFailure(ExitCode.USAGE, "--subject or another name is needed, or --csr");
    }
    var report = new EnrollmentReport(output.terminal());
    try (EstClient client = Contact.with(server::client)) {
      EnrollRequest request = csr == null ? composed(client) : ready(csr);
      Enrollment.Issued issued = report.issued(() -> client.simpleEnroll(request), wait.longest());
      LocalFile.write(files.certificate(), IssuedChain.pem(issued));
      report.show(
          issued,
          csr == null ? files.told() : Map.of("certificate", files.certificate().toString()));
    }
  }

  /** RFC 7030 4.2, 4.5: first what the authority is, then what it wants, and only then a key. */
  private EnrollRequest composed(EstClient client) {
    CsrDemands demands =
        Contact.with(() -> {
          client.caCerts();
          return client.csrAttrs();
        });
    DeviceKey key = DeviceKey.at(files.key(), algorithm(demands));
    var request =
        EnrollRequest.of(names.names(), signer(key.pair(), demands))
            .withSecrets(server.secrets())
            .following(demands);
    client.cautions(request).forEach(c -> output.terminal().note("note: " + c));
    request.unmet().forEach(u -> output.terminal().note("note: " + u));
    return request;
  }

  private Signer signer(KeyPair pair, CsrDemands demands) {
    if (agreeWith == null) {
      return DemandedKey.signer(pair, demands);
    }
    try {
      X509Certificate recipient = CertificatePem.decode(LocalFile.read(agreeWith)).getFirst();
      return KeyAgreementSigner.of(pair, new X509CertificateHolder(recipient.getEncoded()));
    } catch (MalformedException
        | IOException
        | CertificateEncodingException
        | IllegalArgumentException
        | NoSuchElementException e) {
      throw new CommandFailure(ExitCode.LOCAL, agreeWith + ": " + e.getMessage());
    }
  }

  private KeyAlgorithm algorithm(CsrDemands demands) {
    return algorithm == null
        ? DemandedKey.choose(demands.key(), KeyAlgorithm.P256).orElse(KeyAlgorithm.P256)
        : algorithm;
  }

  private static EnrollRequest ready(Path file) {
    try {
      return new EnrollRequest.Ready(
          Csr.decode(
              Base64Body.decode(LocalFile.read(file), BodyContent.CERTIFICATION_REQUEST).value()));
    } catch (MalformedException e) {
      throw new CommandFailure(ExitCode.LOCAL, file + ": " + e.getMessage());
    }
  }
}
