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
   * key issues now; it is shown with what leads to each root that counts (RFC 7030 4.1.3).
   */
  static TlsIdentity open(Settings.Tls tls, ServiceCertificates certificates, Instant now) {
    try (Secret password = Secrets.resolve("tls.key-store", tls.password())) {
      TlsIdentity identity = read(tls.keyStore(), password);
      Optional<String> why = outdated(identity.certificate(), certificates, now, tls);
      if (why.isEmpty()) {
        return presented(identity, certificates);
      }
      if (tls.hosts().isEmpty()) {
        LOG.warn("The server's TLS certificate {}, and tls.hosts is empty", why.get());
        return presented(identity, certificates);
      }
      LOG.info("The server's TLS certificate {}: it is replaced", why.get());
      return presented(
          write(tls.keyStore(), password, certificates.server(tls.hosts())), certificates);
    }
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

  private static TlsIdentity presented(TlsIdentity identity, ServiceCertificates certificates) {
    X509Certificate own = identity.certificate();
    return certificates
        .standing(own)
        .map(s ->
            new TlsIdentity(
                identity.key(), Stream.concat(Stream.of(own), s.presented().stream()).toList()))
        .orElse(identity);
  }

  static TlsIdentity write(Path file, Secret password, Credential credential) {
    try {
      KeyStoreFile.write(
          file,
          password,
          List.of(new KeyStoreFile.Entry(ALIAS, credential.key(), credential.chain())));
      return new TlsIdentity(credential.key(), credential.chain());
    } catch (IOException e) {
      throw local(file + " cannot be written: " + e.getMessage(), e);
    }
  }

  private static TlsIdentity read(Path file, Secret password) {
    try {
      List<KeyStoreFile.Entry> entries = KeyStoreFile.read(file, password);
      if (entries.size() != 1) {
        throw local(file + " must hold one key and holds " + entries.size(), null);
      }
      return new TlsIdentity(entries.getFirst().key(), withoutRoot(entries.getFirst().chain()));
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
