package org.bequest.client.trust;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import org.bequest.crypto.key.CertificatePem;
import org.bequest.crypto.key.ProtectedFile;
import org.bequest.formats.MalformedException;

/**
 * Explicit anchors in a PEM file, which other software reads too (RFC 7030 4.1.3). Text before the
 * first certificate (RFC 7468 section 2) says when the server has to be told of them in TLS.
 */
public final class AnchorFile {
  private static final String INDICATION =
      "bequest: name these authorities to the server (RFC 7030 4.1.3)";

  private AnchorFile() {}

  /**
   * @throws UncheckedIOException when the file cannot be read or holds something else
   */
  public static TrustAnchors read(Path file) {
    try {
      byte[] pem = Files.readAllBytes(file);
      boolean indicated = new String(pem, StandardCharsets.UTF_8).startsWith(INDICATION);
      return TrustAnchors.explicit(CertificatePem.decode(pem)).indicated(indicated);
    } catch (MalformedException e) {
      throw new UncheckedIOException(new IOException(file + " holds no certificates", e));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  /** Replaces the file as a whole: at each moment there are the old anchors or the new ones. */
  public static void write(Path file, TrustAnchors anchors) {
    try {
      ProtectedFile.write(file, pem(anchors.explicit(), anchors.indicated()));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  private static byte[] pem(List<X509Certificate> certificates, boolean indicated) {
    ByteArrayOutputStream pem = new ByteArrayOutputStream();
    if (indicated) {
      pem.writeBytes((INDICATION + "\n").getBytes(StandardCharsets.US_ASCII));
    }
    pem.writeBytes(CertificatePem.encode(certificates));
    return pem.toByteArray();
  }
}
