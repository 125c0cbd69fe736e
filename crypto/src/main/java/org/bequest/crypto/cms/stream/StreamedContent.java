package org.bequest.crypto.cms.stream;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;

/**
 * Content that lies somewhere else than in memory. What came out of a layer is here only after all
 * of it was checked; it is decrypted and inflated anew each time that it is read, until it is
 * closed.
 *
 * @param octets the encoding of the structure that the type names; for id-data and firmware
 *     packages, the octets themselves
 */
public record StreamedContent(ASN1ObjectIdentifier type, long length, Source octets)
    implements Body, AutoCloseable {
  /** The content of a file. */
  public static StreamedContent of(ASN1ObjectIdentifier type, Path file) throws IOException {
    return new StreamedContent(type, Files.size(file), Source.of(file));
  }

  public static StreamedContent of(ASN1ObjectIdentifier type, byte[] octets) {
    return new StreamedContent(type, octets.length, Source.of(octets));
  }

  public InputStream open() throws IOException {
    return octets.open();
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    try (InputStream in = octets.open()) {
      in.transferTo(out);
    }
  }

  /** Forgets the keys of the encryptions around it; it cannot be read after that. */
  @Override
  public void close() {
    octets.close();
  }

  public boolean is(ASN1ObjectIdentifier other) {
    return type.equals(other);
  }
}
