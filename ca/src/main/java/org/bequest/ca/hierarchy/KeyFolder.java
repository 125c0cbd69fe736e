package org.bequest.ca.hierarchy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.bequest.ca.signer.CaKeyException;
import org.bequest.ca.signer.CaKeys;
import org.bequest.ca.signer.IssuingKey;
import org.bequest.ca.signer.NewCaKey;
import org.bequest.crypto.secret.Secret;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;

/** The key files of one authority: in one folder, under one password, which is kept nowhere. */
public final class KeyFolder {
  private static final Pattern ROOT_FILE = Pattern.compile("root(-\\d+)?\\.p12");

  private final Path folder;
  private final String first;
  private final Supplier<Secret> password;

  /**
   * @param first file of the authority's first issuing key
   * @param password asked for whenever a file is opened or written
   */
  public KeyFolder(Path first, Supplier<Secret> password) {
    Path file = first.toAbsolutePath();
    this.folder = Optional.ofNullable(file.getParent()).orElseThrow();
    this.first = file.getFileName().toString();
    this.password = password;
  }

  /** Name of the file that is configured. */
  String first() {
    return first;
  }

  Path folder() {
    return folder;
  }

  boolean has(String name) {
    return Files.exists(folder.resolve(name));
  }

  IssuingKey open(String name) {
    try (Secret secret = password.get()) {
      return CaKeys.open(folder.resolve(name), secret);
    }
  }

  void save(NewCaKey key, String name, List<X509CertificateHolder> chain) {
    try (Secret secret = password.get()) {
      key.save(folder.resolve(name), secret, chain);
    }
  }

  /** A root's key with the name of its file. */
  record RootFile(String name, IssuingKey key) {}

  /** The root that has this key: {@code root.p12}, {@code root-2.p12} … */
  Optional<RootFile> rootWith(SubjectPublicKeyInfo key) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(f -> f.getFileName().toString())
          .filter(n -> ROOT_FILE.matcher(n).matches())
          .sorted(Comparator.reverseOrder())
          .map(n -> new RootFile(n, open(n)))
          .filter(r -> r.key().issuer().publicKey().equals(key))
          .findFirst();
    } catch (IOException e) {
      throw new CaKeyException("cannot look into " + folder + ": " + e.getMessage(), e);
    }
  }
}
