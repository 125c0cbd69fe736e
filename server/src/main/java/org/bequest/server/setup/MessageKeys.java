package org.bequest.server.setup;

import java.io.IOException;
import java.nio.file.Files;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.bequest.ca.hierarchy.Credential;
import org.bequest.ca.hierarchy.ServiceCertificates;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.crypto.key.KeyStoreFile;
import org.bequest.crypto.key.KeyStoreFile.Entry;
import org.bequest.crypto.secret.Secret;
import org.bequest.formats.MalformedException;
import org.bequest.server.config.MessageSettings;
import org.bequest.server.secret.MessageCredentials;
import org.bequest.server.setup.StartException.Kind;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys of the service's messages, in their file: opened and, where there are none, made when
 * they are first needed, so that the start need not wait for them. One is replaced when its
 * certificate comes to its end, or when another key of the authority issues now.
 */
final class MessageKeys implements Supplier<MessageCredentials> {
  private static final Logger LOG = LoggerFactory.getLogger(MessageKeys.class);
  private static final String SIGNING = "signing";
  private static final String EXCHANGE = "exchange";

  private final MessageSettings settings;
  private final ServiceCertificates certificates;
  private final InstantSource clock;
  private volatile @Nullable MessageCredentials known;

  MessageKeys(MessageSettings settings, ServiceCertificates certificates, InstantSource clock) {
    this.settings = settings;
    this.certificates = certificates;
    this.clock = clock;
  }

  /**
   * @throws StartException with one sentence when the file cannot be used
   */
  @Override
  public MessageCredentials get() {
    return good(known).orElseGet(this::renewed);
  }

  private synchronized MessageCredentials renewed() {
    return good(known).orElseGet(this::opened);
  }

  private MessageCredentials opened() {
    try (Secret password = Secrets.resolve("messages.key-store", settings.password())) {
      List<Entry> found = read(password);
      Optional<Credential> signing = good(found, SIGNING);
      Optional<Credential> exchange = good(found, EXCHANGE);
      var credentials =
          MessageCredentials.of(
              signing.orElseGet(() -> made(SIGNING, certificates.messageSigning(algorithm()))),
              exchange.orElseGet(() -> made(EXCHANGE, certificates.messageExchange(algorithm()))));
      if (signing.isEmpty() || exchange.isEmpty()) {
        write(password, credentials);
      }
      known = credentials;
      return credentials;
    }
  }

  private static Credential made(String alias, Credential credential) {
    LOG.info("A new key for messages ({}) is made", alias);
    return credential;
  }

  private Optional<Credential> good(List<Entry> entries, String alias) {
    return entries.stream()
        .filter(e -> e.alias().equals(alias))
        .findFirst()
        .map(e -> new Credential(e.key(), e.chain()))
        .filter(this::isGood);
  }

  private Optional<MessageCredentials> good(@Nullable MessageCredentials credentials) {
    return Optional.ofNullable(credentials)
        .filter(c -> isGood(c.signing()) && isGood(c.exchange()));
  }

  private boolean isGood(Credential credential) {
    X509Certificate own = credential.chain().getFirst();
    Instant end = own.getNotAfter().toInstant();
    SubjectPublicKeyInfo key = SubjectPublicKeyInfo.getInstance(own.getPublicKey().getEncoded());
    return KeyAlgorithm.of(key).filter(algorithm()::equals).isPresent()
        && clock.instant().isBefore(end.minus(settings.renewBefore()))
        && certificates.standing(own).filter(ServiceCertificates.Standing::current).isPresent();
  }

  private KeyAlgorithm algorithm() {
    return switch (settings.curve()) {
      case P256 -> KeyAlgorithm.P256;
      case P384 -> KeyAlgorithm.P384;
    };
  }

  private List<Entry> read(Secret password) {
    try {
      return Files.exists(settings.keyStore())
          ? KeyStoreFile.read(settings.keyStore(), password)
          : List.of();
    } catch (MalformedException | IOException e) {
      throw local("cannot be opened: " + e.getMessage(), e);
    }
  }

  private void write(Secret password, MessageCredentials credentials) {
    try {
      KeyStoreFile.write(
          settings.keyStore(),
          password,
          List.of(entry(SIGNING, credentials.signing()), entry(EXCHANGE, credentials.exchange())));
    } catch (IOException e) {
      throw local("cannot be written: " + e.getMessage(), e);
    }
  }

  private static Entry entry(String alias, Credential credential) {
    return new Entry(alias, credential.key(), credential.chain());
  }

  private StartException local(String what, Exception cause) {
    return new StartException(
        Kind.LOCAL, settings.keyStore() + " (messages.key-store) " + what, cause);
  }
}
