package org.bequest.server.setup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bequest.ca.local.Generations;
import org.bequest.ca.signer.IssuingKey;
import org.bequest.crypto.key.CertificatePem;
import org.bequest.crypto.key.ProtectedFile;
import org.bequest.formats.MalformedException;

/** {@code root.pem} beside the keys: the roots that count, for devices and operators to take. */
final class RootFile {
  private RootFile() {}

  /** Rewrites the file where there is one and it says something else. */
  static void follow(Path folder, Generations generations) throws IOException {
    Path file = folder.resolve("root.pem");
    if (!Files.exists(file)) {
      return;
    }
    byte[] wanted = CertificatePem.encode(roots(generations));
    if (Arrays.equals(Files.readAllBytes(file), wanted)) {
      return;
    }
    var view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    var permissions = view == null ? null : view.readAttributes().permissions();
    ProtectedFile.write(file, wanted);
    if (permissions != null) {
      Files.setPosixFilePermissions(file, permissions);
    }
  }

  /** Each once; that of the key that issues first. */
  private static List<X509Certificate> roots(Generations generations) throws IOException {
    List<X509Certificate> roots = new ArrayList<>();
    for (IssuingKey key : generations.keys()) {
      X509Certificate root = decoded(key);
      if (!roots.contains(root)) {
        roots.add(root);
      }
    }
    return roots;
  }

  private static X509Certificate decoded(IssuingKey key) throws IOException {
    try {
      return CertificatePem.decodeDer(key.chain().getLast().getEncoded());
    } catch (MalformedException e) {
      throw new IOException("a root of our own cannot be read", e);
    }
  }
}
