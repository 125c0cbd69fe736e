package org.bequest.cli.device;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.bequest.cli.file.SecretFile;
import org.bequest.cli.terminal.CommandFailure;
import org.bequest.cli.terminal.ExitCode;
import org.bequest.client.ChallengeSecrets;
import org.bequest.client.EstClient;
import org.bequest.client.EstClientBuilder;
import org.bequest.client.EstServer;
import org.bequest.client.HttpLogin;
import org.bequest.client.Limits;
import org.bequest.client.credential.CredentialFiles;
import org.bequest.client.credential.PendingKey;
import org.bequest.client.trust.AnchorFile;
import org.bequest.client.trust.AnchorUpdate;
import org.bequest.client.trust.Fingerprint;
import org.bequest.client.trust.TrustAnchors;
import org.bequest.crypto.tls.TlsIdentity;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which server, why it is believed, and how this device proves who it is. */
final class ServerOptions {
  @Option(
      names = "--url",
      defaultValue = "https://localhost:8443",
      description = "The EST server: host, host:port, or a whole URI. Default: ${DEFAULT-VALUE}")
  private String url;

  @Option(names = "--label", defaultValue = "", description = "Label of the server, if any.")
  private String label;

  @Option(
      names = "--ca",
      paramLabel = "FILE",
      description = "PEM file with the trust anchors of the server (RFC 7030 Explicit anchors).")
  private @Nullable Path anchors;

  @Option(
      names = "--fingerprint",
      paramLabel = "SHA256",
      description = "Fingerprint of the server's root: fetches the anchors first (RFC 7030 4.1.1).")
  private @Nullable String fingerprint;

  @Option(
      names = "--platform-ca",
      description = "Also believe the public authorities that Java knows (Implicit anchors).")
  private boolean platformAnchors;

  @Option(
      names = "--cert",
      paramLabel = "FILE",
      description = "PEM file with the certificate to present in TLS, its issuers after it.")
  private @Nullable Path certificate;

  @Option(names = "--key", paramLabel = "FILE", description = "PEM file with its private key.")
  private @Nullable Path key;

  @Option(names = "--user", defaultValue = "", description = "User name for HTTP authentication.")
  private String user;

  @Option(
      names = "--password-file",
      paramLabel = "FILE",
      description =
          "File whose first line is the password; - reads standard input. Sent with Digest where"
              + " the server offers it, else with Basic.")
  private @Nullable Path passwordFile;

  @Option(
      names = "--allow-md5",
      description = "Answer HTTP Digest with MD5 too, where the server offers no SHA-256.")
  private boolean allowMd5;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description = "File whose first line is a bearer token; - reads standard input.")
  private @Nullable Path tokenFile;

  @Option(
      names = "--otp-file",
      paramLabel = "FILE",
      description =
          "File whose first line is a one-time password; - reads standard input. Sent in the"
              + " request where /csrattrs asks for it (RFC 7894), else with HTTP Basic.")
  private @Nullable Path oneTimePasswordFile;

  /** Read once: standard input has it once only. */
  private @Nullable String knownOneTimePassword;

  @Mixin private ProxyOptions proxy;

  @Option(
      names = "--timeout",
      defaultValue = "30s",
      paramLabel = "TIME",
      description = "For connecting, reading and the whole request. Default: ${DEFAULT-VALUE}")
  private Duration timeout;

  /** A client that trusts what the options say, after the bootstrap where that is asked for. */
  EstClient client() {
    EstClientBuilder builder = builder();
    return builder.trust(trust(builder)).build();
  }

  /** The same in the name of another certificate, and without a password. */
  EstClient clientAs(TlsIdentity identity) {
    EstClientBuilder builder = reached().identity(identity);
    return builder.trust(trust(builder)).build();
  }

  /**
   * What to believe from now on: over a trusted connection, else by bootstrap with the fingerprint
   * where one is given (RFC 7030 3.3.1).
   */
  AnchorUpdate refreshedAnchors() {
    EstClientBuilder builder = builder().trust(stored());
    if (fingerprint != null) {
      return builder.refreshAnchorsOrBootstrap(parsedFingerprint(fingerprint));
    }
    requireReason(stored());
    try (EstClient client = builder.build()) {
      return client.refreshAnchors();
    }
  }

  /** The anchors that the options name, before anybody is asked. */
  TrustAnchors stored() {
    TrustAnchors explicit = anchors == null ? TrustAnchors.none() : AnchorFile.read(anchors);
    return platformAnchors ? explicit.withPlatformImplicit() : explicit;
  }

  /** The file of {@code --ca}, to be written again. */
  Path anchorFile() {
    if (anchors == null) {
      throw new CommandFailure(ExitCode.USAGE, "--update writes the file of --ca: give --ca FILE");
    }
    return anchors;
  }

  URI uri() {
    return server().prefix();
  }

  /** The same; empty when the options name none. */
  Optional<TlsIdentity> presentIdentity() {
    return key == null && certificate == null ? Optional.empty() : Optional.of(identity());
  }

  /** The credential of {@code --key} and {@code --cert}. */
  TlsIdentity identity() {
    return credential()
        .load()
        .orElseThrow(
            () -> new CommandFailure(ExitCode.LOCAL, "there is no certificate in " + certificate));
  }

  CredentialFiles credential() {
    if (key == null || certificate == null) {
      throw new CommandFailure(
          ExitCode.USAGE, "--cert and --key are needed", "They name the present certificate.");
    }
    return CredentialFiles.at(key, certificate);
  }

  /** The new key of a renewal of {@code --key}. */
  PendingKey pendingKey() {
    return PendingKey.beside(keyFile());
  }

  /** The file of {@code --key}. */
  Path keyFile() {
    if (key == null) {
      throw new CommandFailure(ExitCode.USAGE, "--key is needed");
    }
    return key;
  }

  private EstClientBuilder reached() {
    EstClientBuilder builder = EstClient.of(server()).limits(Limits.timeout(timeout));
    proxy.proxy(uri().getHost(), System.getenv()).ifPresent(builder::proxy);
    return builder;
  }

  private EstClientBuilder builder() {
    EstClientBuilder builder = reached();
    if (key != null || certificate != null) {
      builder.identity(identity());
    }
    login().ifPresent(builder::login);
    return builder;
  }

  private Optional<HttpLogin> login() {
    if (Stream.of(oneTimePasswordFile, passwordFile, tokenFile).filter(Objects::nonNull).count()
        > 1) {
      throw new CommandFailure(
          ExitCode.USAGE, "one of --password-file, --otp-file and --token-file is enough");
    }
    if (passwordFile != null) {
      HttpLogin login = HttpLogin.password(user, SecretFile.firstLine(passwordFile));
      return Optional.of(allowMd5 ? login.allowingMd5() : login);
    }
    return tokenFile != null
        ? Optional.of(HttpLogin.bearer(SecretFile.firstLine(tokenFile)))
        : oneTimePassword().map(code -> HttpLogin.basic(user, code));
  }

  /** For the request itself, where the server asks for it there. */
  ChallengeSecrets secrets() {
    return oneTimePassword().map(ChallengeSecrets.none()::withOtp).orElse(ChallengeSecrets.none());
  }

  private Optional<String> oneTimePassword() {
    if (oneTimePasswordFile != null && knownOneTimePassword == null) {
      knownOneTimePassword = SecretFile.firstLine(oneTimePasswordFile);
    }
    return Optional.ofNullable(knownOneTimePassword);
  }

  private EstServer server() {
    try {
      return EstServer.at(url, label);
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(ExitCode.USAGE, "--url: " + e.getMessage());
    }
  }

  private TrustAnchors trust(EstClientBuilder builder) {
    if (fingerprint != null) {
      return builder
          .trust(stored())
          .refreshAnchorsOrBootstrap(parsedFingerprint(fingerprint))
          .anchors();
    }
    requireReason(stored());
    return stored();
  }

  private static void requireReason(TrustAnchors all) {
    if (all.isEmpty()) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "nothing says why this server should be believed",
          "Give --ca FILE, or --fingerprint SHA256 of its root certificate.");
    }
  }

  private static Fingerprint parsedFingerprint(String text) {
    try {
      return Fingerprint.parse(text);
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(ExitCode.USAGE, "--fingerprint: " + e.getMessage());
    }
  }
}
