package org.bequest.cli.device;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bequest.cli.file.LocalFile;
import org.bequest.cli.file.SecretFile;
import org.bequest.cli.terminal.CommandFailure;
import org.bequest.cli.terminal.ExitCode;
import org.bequest.client.KeyGeneration;
import org.bequest.client.credential.CredentialFiles;
import org.bequest.client.credential.PendingKey;
import org.bequest.crypto.key.CertificatePem;
import org.bequest.crypto.key.KeyStoreFile;
import org.bequest.crypto.key.PrivateKeyPem;
import org.bequest.crypto.secret.Secret;
import org.bequest.crypto.tls.TlsIdentity;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where a key that the server made is kept, with its certificate. */
final class KeyFiles {
  private static final String ALIAS = "device";

  @Mixin private OutFiles files;

  @Option(
      names = "--out-pkcs12",
      paramLabel = "FILE",
      description = "Key and certificates in one PKCS#12 file instead.")
  private @Nullable Path pkcs12;

  @Option(
      names = "--out-password-file",
      paramLabel = "FILE",
      description =
          "File whose first line is a password; - reads standard input. The private key"
              + " is written encrypted with it. PKCS#12 needs one.")
  private @Nullable Path passwordFile;

  @Option(names = "--replace", description = "Replace files that are there already.")
  private boolean replace;

  /** Read before anything is asked. */
  private @Nullable Secret password;

  /** Before anything is asked: a key may not be delivered twice. */
  void requireRoom() {
    if (pkcs12 != null && passwordFile == null) {
      throw new CommandFailure(ExitCode.USAGE, "--out-pkcs12 needs --out-password-file");
    }
    if (passwordFile != null) {
      password = Secret.of(SecretFile.firstLine(passwordFile));
    }
    for (Path file : pkcs12 == null ? List.of(files.key(), files.certificate()) : List.of(pkcs12)) {
      if (Files.exists(file) && !replace) {
        throw new CommandFailure(
            ExitCode.LOCAL, file + " is there already", "Give --replace, or another file.");
      }
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null && !Files.isWritable(folder)) {
        throw new CommandFailure(ExitCode.LOCAL, "cannot write into " + folder);
      }
    }
  }

  /** The stand-in of a request that waits at the server. */
  PendingKey standIn() {
    return PendingKey.beside(pkcs12 == null ? files.key() : pkcs12);
  }

  /**
   * Writes them, and gives up the stand-in.
   *
   * @return what is in which file
   */
  Map<String, String> save(KeyGeneration.Delivered delivered) {
    List<X509Certificate> chain = new ArrayList<>();
    chain.add(delivered.certificate());
    chain.addAll(delivered.chain());
    PrivateKey made = delivered.keys().getPrivate();
    try {
      Map<String, String> written = written(made, chain);
      standIn().forget();
      return written;
    } catch (UncheckedIOException e) {
      throw CommandFailure.local(e);
    } catch (IOException e) {
      throw new CommandFailure(ExitCode.LOCAL, "cannot write " + pkcs12 + ": " + e.getMessage());
    }
  }

  private Map<String, String> written(PrivateKey made, List<X509Certificate> chain)
      throws IOException {
    if (pkcs12 != null && password != null) {
      KeyStoreFile.write(pkcs12, password, List.of(new KeyStoreFile.Entry(ALIAS, made, chain)));
      return Map.of("pkcs12", pkcs12.toString());
    }
    if (password != null) {
      LocalFile.write(files.key(), PrivateKeyPem.encode(made, password));
      LocalFile.write(files.certificate(), CertificatePem.encode(chain));
    } else {
      CredentialFiles.at(files.key(), files.certificate()).save(new TlsIdentity(made, chain));
    }
    return files.told();
  }
}
