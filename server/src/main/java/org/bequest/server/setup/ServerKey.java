package org.bequest.server.setup;

import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bequest.ca.hierarchy.Credential;
import org.bequest.ca.hierarchy.ServiceCertificates;
import org.bequest.crypto.key.KeyStoreFile;
import org.bequest.crypto.key.KeyStoreFile.Entry;
import org.bequest.crypto.secret.Secret;
import org.bequest.crypto.tls.TlsIdentity;
import org.bequest.formats.MalformedException;
import org.bequest.server.config.Settings;
import org.bequest.server.setup.StartException.Kind;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The server's own TLS key and certificate, in its file. */
final class ServerKey {
  private static final Logger LOG = LoggerFactory.getLogger(ServerKey.class);
  private static final String ALIAS = "server";

  private ServerKey() {}

  /**
   * Opens the file. A certificate of our own is replaced when it comes to its end, or when another
   * key issues now; it is shown with what leads to each root that counts (RFC 7030 4.1.3). With
   * several keys the first is preferred, and a client may ask for another by its authority.
   */
  static List<TlsIdentity> open(Settings.Tls tls, ServiceCertificates certificates, Instant now) {
    try (Secret password = Secrets.resolve("tls.key-store", tls.password())) {
      List<Entry> found = read(tls.keyStore(), password);
      List<Entry> fresh = found.stream().map(e -> renewed(e, tls, certificates, now)).toList();
      if (!fresh.equals(found)) {
        write(tls.keyStore(), password, fresh);
      }
      return fresh.stream().map(e -> presented(e, certificates)).toList();
    }
  }

  private static Entry renewed(
      Entry entry, Settings.Tls tls, ServiceCertificates certificates, Instant now) {
    Optional<String> why = outdated(entry.chain().getFirst(), certificates, now, tls);
    if (why.isEmpty()) {
      return entry;
    }
    if (tls.hosts().isEmpty()) {
      LOG.warn("The server's TLS certificate {}, and tls.hosts is empty", why.get());
      return entry;
    }
    LOG.info("The server's TLS certificate {}: it is replaced", why.get());
    Credential next = certificates.server(tls.hosts());
    return new Entry(entry.alias(), next.key(), next.chain());
  }

  private static Optional<String> outdated(
      X509Certificate own, ServiceCertificates certificates, Instant now, Settings.Tls tls) {
    Instant end = own.getNotAfter().toInstant();
    if (!now.isBefore(end.minus(tls.renewBefore()))) {
      return Optional.of("ends at " + end);
    }
    return certificates
        .standing(own)
        .filter(s -> !s.current())
        .map(_ -> "is of a key that does not issue any more");
  }

  private static TlsIdentity presented(Entry entry, ServiceCertificates certificates) {
    X509Certificate own = entry.chain().getFirst();
    return new TlsIdentity(
        entry.key(),
        certificates
            .standing(own)
            .map(s -> Stream.concat(Stream.of(own), s.presented().stream()).toList())
            .orElseGet(() -> withoutRoot(entry.chain())));
  }

  /** The first file of a deployment. */
  static void write(Path file, Secret password, Credential credential) {
    write(file, password, List.of(new Entry(ALIAS, credential.key(), credential.chain())));
  }

  private static void write(Path file, Secret password, List<Entry> entries) {
    try {
      KeyStoreFile.write(file, password, entries);
    } catch (IOException e) {
      throw local(file + " cannot be written: " + e.getMessage(), e);
    }
  }

  private static List<Entry> read(Path file, Secret password) {
    try {
      List<Entry> entries = KeyStoreFile.read(file, password);
      if (entries.isEmpty()) {
        throw local(file + " must hold a key and holds none", null);
      }
      return entries;
    } catch (MalformedException e) {
      throw local(file + " (tls.key-store) cannot be opened: " + e.getMessage(), e);
    } catch (IOException e) {
      throw local(file + " (tls.key-store) cannot be read: no such file, or no permission", e);
    }
  }

  static List<X509Certificate> withoutRoot(List<X509Certificate> chain) {
    X509Certificate last = chain.getLast();
    boolean root = last.getSubjectX500Principal().equals(last.getIssuerX500Principal());
    return root && chain.size() > 1 ? chain.subList(0, chain.size() - 1) : chain;
  }

  private static StartException local(String message, @Nullable Exception cause) {
    return cause == null
        ? new StartException(Kind.LOCAL, message)
        : new StartException(Kind.LOCAL, message, cause);
  }
}
