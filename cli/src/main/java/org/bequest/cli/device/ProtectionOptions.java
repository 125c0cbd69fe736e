package org.bequest.cli.device;

import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.bequest.cli.file.LocalFile;
import org.bequest.cli.file.SecretFile;
import org.bequest.cli.terminal.CommandFailure;
import org.bequest.cli.terminal.ExitCode;
import org.bequest.client.keygen.KeyProtection;
import org.bequest.client.keygen.PackageForm;
import org.bequest.client.keygen.PackagePolicy;
import org.bequest.client.trust.Holders;
import org.bequest.crypto.key.PrivateKeyPem;
import org.bequest.crypto.key.PublicHalf;
import org.bequest.crypto.secret.Secret;
import org.bequest.formats.MalformedException;
import org.bequest.formats.keys.AsymmetricDecryptKeyIdentifier;
import org.bequest.formats.keys.DecryptKeyIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.bc.BcX509ExtensionUtils;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What protects a key that the server makes on its way, besides TLS. */
final class ProtectionOptions {
  @Option(
      names = "--decrypt-key-file",
      paramLabel = "FILE",
      description =
          "File whose first line is a secret key that the server knows too, in base64 or"
              + " as 0x0a1b...; - reads standard input. The new key comes encrypted under it"
              + " (RFC 7030 4.4.1.1).")
  private @Nullable Path decryptKey;

  @Option(
      names = "--decrypt-key-id",
      paramLabel = "ID",
      description = "By which the server knows that key: a text, or 0x0a1b...")
  private @Nullable String decryptKeyId;

  @Option(
      names = "--recipient-key",
      paramLabel = "FILE",
      description =
          "PEM file with a private key whose public half the server knows: RSA, EC,"
              + " X25519 or ML-KEM. The new key comes encrypted for it (RFC 7030 4.4.1.2).")
  private @Nullable Path recipientKey;

  @Option(
      names = "--recipient-cert",
      paramLabel = "FILE",
      description = "PEM file with the certificate of --recipient-key.")
  private @Nullable Path recipientCertificate;

  @Option(
      names = "--recipient-key-id",
      paramLabel = "ID",
      description =
          "By which the server knows the recipient's key: a text, or 0x0a1b... Default:"
              + " the identifier in --recipient-cert, or the hash of the public key.")
  private @Nullable String recipientKeyId;

  @Option(
      names = "--pkcs12-password-file",
      paramLabel = "FILE",
      description =
          "File whose first line is a password that the server knows too; - reads"
              + " standard input. Key and certificate come in a PKCS#12 file under it (RFC 8295"
              + " 8.3).")
  private @Nullable Path pkcs12Password;

  @Option(
      names = "--encrypted-key-package",
      description = "Ask for an EncryptedKeyPackage (RFC 8295 8.1) instead of EnvelopedData.")
  private boolean keyPackage;

  @Option(
      names = "--aead",
      description = "Take an encrypted key only under AES-GCM (RFC 5083), not under AES-CBC.")
  private boolean authenticated;

  @Option(
      names = "--package-ca",
      paramLabel = "FILE",
      description =
          "PEM file with the anchors of those who sign key packages. Default: the anchors"
              + " of the server, under which a signer needs id-kp-cmKGA, id-kp-cmcCA or"
              + " id-kp-cmcRA.")
  private @Nullable Path packageAnchors;

  @Option(names = "--allow-unsigned", description = "Take an encrypted key that nobody has signed.")
  private boolean unsigned;

  KeyProtection protection() {
    if (Stream.of(decryptKey, recipientKey, pkcs12Password).filter(Objects::nonNull).count() > 1) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "one of --decrypt-key-file, --recipient-key and --pkcs12-password-file is enough");
    }
    if (decryptKey != null) {
      return symmetric(decryptKey);
    }
    if (recipientKey != null) {
      return asymmetric(recipientKey);
    }
    if (pkcs12Password != null) {
      return new KeyProtection.Password(Secret.of(SecretFile.firstLine(pkcs12Password)));
    }
    requireNothingElse();
    return new KeyProtection.None();
  }

  PackageForm form() {
    return new PackageForm(keyPackage, authenticated);
  }

  PackagePolicy policy() {
    List<X509Certificate> anchors =
        packageAnchors == null ? List.of() : CertificateFiles.of(packageAnchors);
    return new PackagePolicy(anchors, !unsigned);
  }

  private void requireNothingElse() {
    if (decryptKeyId != null
        || recipientCertificate != null
        || recipientKeyId != null
        || keyPackage
        || authenticated) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "nothing says under which key the new one shall be encrypted",
          "Give --decrypt-key-file or --recipient-key.");
    }
  }

  private KeyProtection symmetric(Path file) {
    if (decryptKeyId == null) {
      throw new CommandFailure(ExitCode.USAGE, "--decrypt-key-file needs --decrypt-key-id");
    }
    return new KeyProtection.SymmetricKey(
        new DecryptKeyIdentifier(IdentifierText.parse(decryptKeyId)), SymmetricKeyFile.read(file));
  }

  private KeyProtection asymmetric(Path file) {
    PrivateKey key = privateKey(file);
    Optional<AsymmetricDecryptKeyIdentifier> agreed =
        Optional.ofNullable(recipientKeyId)
            .map(IdentifierText::parse)
            .map(AsymmetricDecryptKeyIdentifier::new);
    if (recipientCertificate == null) {
      return KeyProtection.AsymmetricKey.of(key, agreed.orElseGet(() -> hash(file, key)));
    }
    X509CertificateHolder certificate = certificate(recipientCertificate);
    return agreed.isEmpty()
        ? KeyProtection.AsymmetricKey.of(key, certificate)
        : KeyProtection.AsymmetricKey.of(key, certificate, agreed.get());
  }

  /** RFC 5280 4.2.1.2, the first method: what stands in most certificates. */
  private static AsymmetricDecryptKeyIdentifier hash(Path file, PrivateKey key) {
    try {
      byte[] encoded = PublicHalf.pair(key).getPublic().getEncoded();
      return new AsymmetricDecryptKeyIdentifier(
          new BcX509ExtensionUtils()
              .createSubjectKeyIdentifier(SubjectPublicKeyInfo.getInstance(encoded))
              .getKeyIdentifier());
    } catch (MalformedException e) {
      throw new CommandFailure(ExitCode.LOCAL, file + ": " + e.getMessage());
    }
  }

  private static PrivateKey privateKey(Path file) {
    try {
      return PrivateKeyPem.decode(LocalFile.read(file));
    } catch (MalformedException e) {
      throw new CommandFailure(ExitCode.LOCAL, file + ": " + e.getMessage());
    }
  }

  private static X509CertificateHolder certificate(Path file) {
    try {
      return Holders.of(CertificateFiles.of(file).getFirst());
    } catch (NoSuchElementException _) {
      throw new CommandFailure(ExitCode.LOCAL, file + " holds no certificate");
    }
  }
}
