package org.bequest.cli.device;

import java.security.KeyPair;
import org.bequest.cli.file.LocalFile;
import org.bequest.cli.terminal.CommandFailure;
import org.bequest.cli.terminal.ExitCode;
import org.bequest.cli.terminal.KeyAlgorithmName;
import org.bequest.cli.terminal.OutputOptions;
import org.bequest.client.DemandedCertificate;
import org.bequest.client.Enrollment;
import org.bequest.client.EstClient;
import org.bequest.client.cmc.FullRequest;
import org.bequest.client.cmc.RequestKey;
import org.bequest.client.cmc.Sender;
import org.bequest.client.cmc.WantedCertificate;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.crypto.PrivateKeySigner;
import org.bequest.formats.pkix.CsrDemands;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bequest fullcmc enroll}: a first certificate, or a further one. */
@Command(
    name = "enroll",
    description = "Get a certificate by a Full PKI Request (RFC 7030 4.3).",
    footer = {
      "",
      "With --secret-file, the knowledge of a shared secret says who asks; with --cert and --key,",
      "a present certificate; otherwise the connection. Keys that cannot sign prove themselves by",
      "opening a challenge: they need one of the first two, and --authenticate with a secret.",
      "When the server wants an approval first, the exit code is 6: run the same command again.",
      "  bequest fullcmc enroll --ca ca.pem --secret-file secret.txt --identification device-7 \\",
      "      --subject CN=device-7",
      "  bequest fullcmc enroll --ca ca.pem --cert device.pem --key device.key \\",
      "      --subject CN=device-7 --key-algorithm x25519 --out-key agree.key --out-cert agree.pem"
    })
public final class FullCmcEnroll implements Runnable {
  @Mixin private ServerOptions server;
  @Mixin private CmcOptions cmc;
  @Mixin private NameOptions names;
  @Mixin private OutFiles files;
  @Mixin private WaitOption wait;
  @Mixin private OutputOptions output;

  @Option(names = "--crmf", description = "Write the request as CRMF (RFC 4211), not as PKCS#10.")
  private boolean crmf;

  @Option(
      names = "--key-algorithm",
      defaultValue = "p256",
      paramLabel = "NAME",
      converter = KeyAlgorithmName.class,
      description =
          "For a new key: p256, rsa-3072, ed25519, x25519, ml-kem-768, ... Default:"
              + " ${DEFAULT-VALUE}")
  private KeyAlgorithm algorithm;

  @Option(
      names = "--decrypt-only",
      description = "The key shall sign nothing, not even its own request.")
  private boolean decryptOnly;

  @Override
  public void run() {
    if (names.isEmpty()) {
      throw new CommandFailure(ExitCode.USAGE, "--subject or another name is needed");
    }
    Sender sender = Contact.with(() -> cmc.sender(server));
    var report = new CmcReport(output.terminal());
    try (EstClient client = Contact.with(server::client)) {
      CsrDemands demands =
          Contact.with(() -> {
            client.caCerts();
            return client.csrAttrs();
          });
      CmcWaiting waiting = CmcWaiting.beside(files.key());
      FullRequest request = waiting.goingOn(request(sender, demands));
      Enrollment.Issued issued =
          report.issued(() -> client.fullCmc(request), wait.longest(), waiting).getFirst();
      LocalFile.write(files.certificate(), IssuedChain.pem(issued));
      new EnrollmentReport(output.terminal()).show(issued, files.told());
    }
  }

  private FullRequest request(Sender sender, CsrDemands demands) {
    RequestKey key = requestKey(DeviceKey.at(files.key(), algorithm).pair(), decryptOnly);
    if (key instanceof RequestKey.Decrypting
        && !(sender instanceof Sender.Certified || sender instanceof Sender.Authenticating)) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "this key signs nothing, so it cannot sign the message",
          "Give --cert and --key of a present certificate, or --secret-file with --authenticate.");
    }
    WantedCertificate wanted =
        DemandedCertificate.following(WantedCertificate.of(names.names(), key), demands);
    return cmc.dressed(
        FullRequest.by(sender).wanting(crmf ? wanted.in(WantedCertificate.Form.CRMF) : wanted));
  }

  /** By the key that there is, which may be an older one of another kind. */
  static RequestKey requestKey(KeyPair pair, boolean decryptOnly) {
    SubjectPublicKeyInfo publicKey =
        SubjectPublicKeyInfo.getInstance(pair.getPublic().getEncoded());
    boolean signs = KeyAlgorithm.of(publicKey).map(KeyAlgorithm::signs).orElse(false);
    return signs && !decryptOnly
        ? new RequestKey.Signing(PrivateKeySigner.of(pair))
        : new RequestKey.Decrypting(publicKey, pair.getPrivate());
  }
}
