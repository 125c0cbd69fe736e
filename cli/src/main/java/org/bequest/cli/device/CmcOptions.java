package org.bequest.cli.device;

import java.nio.file.Path;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.bequest.cli.file.LocalFile;
import org.bequest.cli.file.SecretFile;
import org.bequest.cli.terminal.CommandFailure;
import org.bequest.cli.terminal.ExitCode;
import org.bequest.client.cmc.FullRequest;
import org.bequest.client.cmc.Sender;
import org.bequest.client.cmc.SharedSecret;
import org.bequest.client.trust.Holders;
import org.bequest.crypto.PrivateKeySigner;
import org.bequest.crypto.cms.MessageSigner;
import org.bequest.crypto.key.CertificatePem;
import org.bequest.crypto.key.PublicHalf;
import org.bequest.crypto.secret.Secret;
import org.bequest.crypto.tls.TlsIdentity;
import org.bequest.formats.MalformedException;
import org.bouncycastle.cert.X509CertificateHolder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a Full PKI Request shows who sends it, and who may read it. */
final class CmcOptions {
  @Option(
      names = "--secret-file",
      paramLabel = "FILE",
      description =
          "File whose first line is the secret shared with the server; - reads standard input.")
  private @Nullable Path secretFile;

  @Option(
      names = "--identification",
      paramLabel = "NAME",
      description = "By which the server knows the shared secret.")
  private @Nullable String identification;

  @Option(
      names = "--authenticate",
      description =
          "Protect the message by a MAC under the shared secret (AuthenticatedData) instead of an"
              + " identity proof and a signature. Keys that cannot sign need it.")
  private boolean authenticate;

  @Option(
      names = "--hash",
      defaultValue = "SHA256",
      paramLabel = "NAME",
      description =
          "For identity proof and link witness: sha256, sha384 (RFC 8756), or sha1 for servers of"
              + " 2008. Default: ${DEFAULT-VALUE}")
  private Sender.Strength hash;

  @Option(
      names = "--encrypt-for",
      paramLabel = "FILE",
      description = "PEM file with the certificate for which the message is encrypted besides.")
  private @Nullable Path exchange;

  /** Who sends a message that asks for certificates. */
  Sender sender(ServerOptions server) {
    Optional<SharedSecret> secret = secret();
    if (secret.isPresent()) {
      return authenticate
          ? new Sender.Authenticating(secret.get())
          : new Sender.Proving(secret.get(), hash);
    }
    return server.presentIdentity().map(CmcOptions::certified).orElseGet(Sender.Unnamed::new);
  }

  /** Who sends a message that asks for none: there is no new key to sign it. */
  Sender senderAside(ServerOptions server) {
    return switch (sender(server)) {
      case Sender.Proving(SharedSecret secret, var _) -> new Sender.Authenticating(secret);
      case Sender.Unnamed _ -> new Sender.Unsigned();
      case Sender other -> other;
    };
  }

  static Sender certified(TlsIdentity identity) {
    try {
      List<X509CertificateHolder> above =
          Holders.of(identity.chain().subList(1, identity.chain().size()));
      return new Sender.Certified(
          MessageSigner.of(
              PrivateKeySigner.of(PublicHalf.pair(identity.key())),
              Holders.of(identity.certificate()),
              above));
    } catch (MalformedException | IllegalArgumentException e) {
      throw new CommandFailure(ExitCode.LOCAL, "the present key cannot sign: " + e.getMessage());
    }
  }

  private Optional<SharedSecret> secret() {
    if (secretFile == null) {
      if (identification != null || authenticate) {
        throw new CommandFailure(ExitCode.USAGE, "--secret-file is needed");
      }
      return Optional.empty();
    }
    return Optional.of(
        new SharedSecret(
            Secret.of(SecretFile.firstLine(secretFile)), Optional.ofNullable(identification)));
  }

  /** The same request, encrypted where the options say so. */
  FullRequest dressed(FullRequest request) {
    return exchangeCertificate().map(request::encryptedFor).orElse(request);
  }

  /** For whom messages are encrypted besides, if for anybody. */
  Optional<X509CertificateHolder> exchangeCertificate() {
    return Optional.ofNullable(exchange).map(CmcOptions::certificate);
  }

  /** The first one of a PEM file. */
  static X509CertificateHolder certificate(Path file) {
    try {
      return Holders.of(CertificatePem.decode(LocalFile.read(file)).getFirst());
    } catch (MalformedException | NoSuchElementException e) {
      throw new CommandFailure(ExitCode.LOCAL, file + ": " + e.getMessage());
    }
  }
}
