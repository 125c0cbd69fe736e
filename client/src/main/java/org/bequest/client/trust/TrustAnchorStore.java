package org.bequest.client.trust;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import org.bequest.crypto.key.CertificatePem;
import org.bequest.crypto.key.ProtectedFile;
import org.bequest.formats.MalformedException;

/**
 * The Explicit trust anchor database on disk: {@code anchors.pem} and {@code intermediates.pem} in
 * one folder, of mode 0600. Each file is replaced as a whole.
 */
public final class TrustAnchorStore {
  private static final String ANCHORS = "anchors.pem";
  private static final String INTERMEDIATES = "intermediates.pem";

  private final Path folder;

  private TrustAnchorStore(Path folder) {
    this.folder = folder;
  }

  /**
   * @param folder made at the first save if it is not there
   */
  public static TrustAnchorStore in(Path folder) {
    return new TrustAnchorStore(folder);
  }

  /**
   * What is stored; no anchor when nothing was stored yet. The Implicit database is off.
   *
   * @throws UncheckedIOException when a file cannot be read or holds something else
   */
  public TrustAnchors load() {
    Path anchors = folder.resolve(ANCHORS);
    return (Files.exists(anchors) ? AnchorFile.read(anchors) : TrustAnchors.none())
        .withIntermediates(read(INTERMEDIATES));
  }

  /** Replaces what is stored by what an {@link AnchorUpdate} says. */
  public void save(TrustAnchors anchors) {
    try {
      Files.createDirectories(folder);
      write(INTERMEDIATES, anchors.intermediates());
      AnchorFile.write(folder.resolve(ANCHORS), anchors);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write trust anchors to " + folder, e);
    }
  }

  /** Replaces what is stored (RFC 7030 4.1.3). */
  public void save(CaCertificates certificates) {
    save(certificates.asExplicitAnchors());
  }

  private void write(String name, List<X509Certificate> certificates) throws IOException {
    ProtectedFile.write(folder.resolve(name), CertificatePem.encode(certificates));
  }

  private List<X509Certificate> read(String name) {
    Path file = folder.resolve(name);
    try {
      return Files.exists(file) ? CertificatePem.decode(Files.readAllBytes(file)) : List.of();
    } catch (MalformedException e) {
      throw new UncheckedIOException(new IOException(file + " holds no certificates", e));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }
}
