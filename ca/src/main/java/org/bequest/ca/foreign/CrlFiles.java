package org.bequest.ca.foreign;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bequest.ca.RevocationLists;
import org.bequest.formats.MalformedException;
import org.bouncycastle.cert.X509CRLHolder;
import org.bouncycastle.util.io.pem.PemReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Revocation lists that somebody else puts into files, DER or PEM. A file that changed is read
 * again; one that is broken or gone leaves what was read before.
 */
public final class CrlFiles implements RevocationLists {
  private static final Logger LOG = LoggerFactory.getLogger(CrlFiles.class);
  private static final long LARGEST = 256L << 20;
  private static final int SEQUENCE = 0x30;

  private final List<Path> files;
  private final Map<Path, Entry> read = new ConcurrentHashMap<>();

  private record Entry(FileTime changed, long size, byte[] der) {}

  public CrlFiles(List<Path> files) {
    this.files = List.copyOf(files);
  }

  @Override
  public List<byte[]> crls() {
    files.forEach(this::refresh);
    return files.stream().map(read::get).filter(e -> e != null).map(Entry::der).toList();
  }

  /** Lists that others keep are their business. */
  @Override
  public boolean ready() {
    return true;
  }

  private void refresh(Path file) {
    try {
      var now = Files.readAttributes(file, BasicFileAttributes.class);
      Entry before = read.get(file);
      if (before == null
          || !before.changed().equals(now.lastModifiedTime())
          || before.size() != now.size()) {
        read.put(file, new Entry(now.lastModifiedTime(), now.size(), der(file, now.size())));
      }
    } catch (IOException | MalformedException e) {
      LOG.warn("The revocation list {} cannot be read: {}", file, e.getMessage());
    }
  }

  private static byte[] der(Path file, long size) throws IOException, MalformedException {
    if (size > LARGEST) {
      throw new MalformedException("larger than " + LARGEST + " octets");
    }
    byte[] octets = Files.readAllBytes(file);
    byte[] der = octets.length > 0 && octets[0] == SEQUENCE ? octets : pem(octets);
    return new X509CRLHolder(der).getEncoded();
  }

  private static byte[] pem(byte[] octets) throws IOException, MalformedException {
    String text = new String(octets, StandardCharsets.ISO_8859_1);
    try (var reader = new PemReader(new StringReader(text))) {
      var block = reader.readPemObject();
      if (block == null || !block.getType().equals("X509 CRL")) {
        throw new MalformedException("neither DER nor PEM of a revocation list");
      }
      return block.getContent();
    }
  }
}
