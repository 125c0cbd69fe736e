package org.bequest.server.setup;

import java.io.IOException;
import java.nio.file.Files;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
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
  private static final String BEFORE = "-before-";

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
      Optional<Credential> signing = of(found, SIGNING).findFirst().filter(this::isGood);
      List<Credential> exchange = of(found, EXCHANGE).filter(this::isValid).toList();
      boolean exchanges = !exchange.isEmpty() && isGood(exchange.getFirst());
      Credential signs =
          signing.orElseGet(() -> made(SIGNING, certificates.messageSigning(algorithm())));
      List<Credential> opens = exchanges ? exchange : newest(exchange);
      if (signing.isEmpty() || !exchanges) {
        write(password, signs, opens);
      }
      MessageCredentials credentials = MessageCredentials.of(signs, opens);
      known = credentials;
      return credentials;
    }
  }

  /** Clients go on with the key that they know until they see another. */
  private List<Credential> newest(List<Credential> before) {
    Credential next = made(EXCHANGE, certificates.messageExchange(algorithm()));
    return Stream.concat(Stream.of(next), before.stream()).toList();
  }

  private static Credential made(String alias, Credential credential) {
    LOG.info("A new key for messages ({}) is made", alias);
    return credential;
  }

  /** Those of one kind; the one that counts now first. */
  private static Stream<Credential> of(List<Entry> entries, String kind) {
    return entries.stream()
        .filter(e -> e.alias().equals(kind) || e.alias().startsWith(kind + BEFORE))
        .map(e -> new Credential(e.key(), e.chain()));
  }

  private Optional<MessageCredentials> good(@Nullable MessageCredentials credentials) {
    return Optional.ofNullable(credentials)
        .filter(c -> isGood(c.signing()) && isGood(c.exchange()));
  }

  private boolean isValid(Credential credential) {
    return clock.instant().isBefore(end(credential));
  }

  private static Instant end(Credential credential) {
    return credential.chain().getFirst().getNotAfter().toInstant();
  }

  private boolean isGood(Credential credential) {
    X509Certificate own = credential.chain().getFirst();
    SubjectPublicKeyInfo key = SubjectPublicKeyInfo.getInstance(own.getPublicKey().getEncoded());
    return KeyAlgorithm.of(key).filter(algorithm()::equals).isPresent()
        && clock.instant().isBefore(end(credential).minus(settings.renewBefore()))
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

  private void write(Secret password, Credential signing, List<Credential> exchange) {
    List<Entry> entries = new ArrayList<>();
    entries.add(entry(SIGNING, signing));
    for (Credential credential : exchange) {
      boolean first = entries.size() == 1;
      entries.add(entry(first ? EXCHANGE : EXCHANGE + BEFORE + entries.size(), credential));
    }
    try {
      KeyStoreFile.write(settings.keyStore(), password, entries);
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
