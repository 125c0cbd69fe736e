package org.bequest.server.setup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.bequest.ca.profile.KeyPurposes;
import org.bequest.crypto.key.CertificatePem;
import org.bequest.formats.MalformedException;
import org.bequest.server.anchor.AnchorSet;
import org.bequest.server.anchor.RevocationFiles;
import org.bequest.server.auth.Anchors;
import org.bequest.server.auth.ClientCertificate;
import org.bequest.server.auth.ForeignAnchors;
import org.bequest.server.auth.OwnAnchors;
import org.bequest.server.auth.Registrar;
import org.bequest.server.config.AnchorSettings;
import org.bequest.server.config.ClientCertificateSettings;
import org.bequest.server.config.LabelSettings;
import org.bequest.server.config.RegistrationAuthoritySettings;
import org.bequest.server.config.Settings;
import org.bequest.server.setup.StartException.Kind;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509CertificateHolder;

/** Whose client certificates count under which label: from the settings to authenticators. */
final class ClientAnchors {
  private final Function<LabelSettings, OwnAnchors> own;
  private final Map<String, AnchorSet> foreign = new LinkedHashMap<>();
  private final Map<String, RegistrationAuthoritySettings> registrars;
  private final Set<Anchors> used = new LinkedHashSet<>();

  /**
   * Reads every file that the anchors name.
   *
   * @param own the certificates of a label's own authority
   * @throws StartException when one holds what is no trust anchor
   */
  ClientAnchors(Settings settings, Function<LabelSettings, OwnAnchors> own, InstantSource clock) {
    this.own = own;
    this.registrars = settings.registrationAuthorities();
    settings.anchors().forEach((name, anchors) -> foreign.put(name, set(name, anchors, clock)));
  }

  /**
   * The authenticator of a label.
   *
   * @param name as the configuration calls it
   */
  ClientCertificate of(String name, LabelSettings label) {
    return certificates(
        name, label, label.clientCertificates().anchors(), anchors -> used(label, anchors));
  }

  /** Who may sign what comes back under a label (RFC 8295 5.2.2, 8.2); of no handshake. */
  ClientCertificate signers(String name, LabelSettings label) {
    List<String> words = label.returns().anchors();
    return certificates(
        name, label, words.isEmpty() ? label.clientCertificates().anchors() : words, _ -> {});
  }

  private ClientCertificate certificates(
      String name, LabelSettings label, List<String> words, Consumer<Anchors> each) {
    List<Anchors> anchors = new ArrayList<>();
    for (String word : words) {
      if (word.equals(ClientCertificateSettings.OWN)) {
        OwnAnchors ofAuthority = own.apply(label);
        each.accept(ofAuthority);
        anchors.add(
            ofAuthority.under(
                new OwnAnchors.Rules(label.clientCertificates().grace(), acting(name))));
      } else {
        ForeignAnchors others = new ForeignAnchors(foreign(word));
        each.accept(others);
        anchors.add(others);
      }
    }
    return new ClientCertificate(anchors);
  }

  /** Labels share them: the handshake looks at each once. */
  private void used(LabelSettings label, Anchors anchors) {
    boolean asks =
        label.authenticators().stream()
            .anyMatch(ways -> ways.contains(LabelSettings.Authentication.CLIENT_CERTIFICATE));
    if (asks) {
      used.add(anchors);
    }
  }

  /** Of all labels so far, for the handshake. */
  Supplier<List<X509Certificate>> authorities() {
    return new NamedAuthorities(used);
  }

  private AnchorSet foreign(String name) {
    AnchorSet set = foreign.get(name);
    if (set == null) {
      throw configuration("There are no anchors " + name + ", which a label names");
    }
    return set;
  }

  private List<Registrar> acting(String label) {
    return registrars.entrySet().stream()
        .filter(entry -> entry.getValue().labels().contains(label))
        .map(entry -> registrar(entry.getKey(), entry.getValue()))
        .toList();
  }

  private static Registrar registrar(String name, RegistrationAuthoritySettings settings) {
    return new Registrar(
        name,
        given(settings.subject()).map(ClientAnchors::subject),
        given(settings.certificate()).map(hash -> hash.toLowerCase(Locale.ROOT)),
        given(settings.key()).map(hash -> hash.toLowerCase(Locale.ROOT)),
        settings.names());
  }

  private static Optional<String> given(String text) {
    return Optional.of(text).filter(t -> !t.isEmpty());
  }

  /** RFC 4514 writes the last RDN first. */
  private static X500Name subject(String text) {
    List<RDN> rdns = new ArrayList<>(List.of(new X500Name(text).getRDNs()));
    Collections.reverse(rdns);
    return new X500Name(rdns.toArray(RDN[]::new));
  }

  private static AnchorSet set(String name, AnchorSettings settings, InstantSource clock) {
    AnchorSet.Rules rules =
        new AnchorSet.Rules(
            name,
            settings.usages().stream()
                .flatMap(usage -> KeyPurposes.named(usage).stream())
                .collect(Collectors.toUnmodifiableSet()),
            settings.revocation() == AnchorSettings.Revocation.REQUIRED,
            settings.grace());
    AnchorSet.Authorities authorities =
        new AnchorSet.Authorities(
            authorities(name + ".certificates", settings.certificates()),
            authorities(name + ".intermediates", settings.intermediates()));
    return new AnchorSet(rules, authorities, new RevocationFiles(settings.crls()), clock);
  }

  private static List<X509CertificateHolder> authorities(String key, List<Path> files) {
    return files.stream().flatMap(file -> authorities(key, file).stream()).toList();
  }

  private static List<X509CertificateHolder> authorities(String key, Path file) {
    try {
      List<X509CertificateHolder> found = new ArrayList<>();
      for (X509Certificate certificate : CertificatePem.decode(Files.readAllBytes(file))) {
        found.add(authority(key, file, new X509CertificateHolder(certificate.getEncoded())));
      }
      if (found.isEmpty()) {
        throw configuration(file + " (anchors." + key + ") holds no certificate");
      }
      return found;
    } catch (IOException | MalformedException | CertificateEncodingException e) {
      throw new StartException(
          Kind.CONFIGURATION, file + " (anchors." + key + ") cannot be read: " + e.getMessage(), e);
    }
  }

  /** Whoever is no authority would be trusted for certificates that it cannot issue (S-10). */
  private static X509CertificateHolder authority(
      String key, Path file, X509CertificateHolder certificate) {
    Extensions extensions = certificate.getExtensions();
    BasicConstraints constraints =
        extensions == null ? null : BasicConstraints.fromExtensions(extensions);
    KeyUsage usage = extensions == null ? null : KeyUsage.fromExtensions(extensions);
    boolean signs = usage == null || usage.hasUsages(KeyUsage.keyCertSign);
    if (constraints == null || !constraints.isCA() || !signs) {
      throw configuration(
          file
              + " (anchors."
              + key
              + ") holds the certificate of "
              + certificate.getSubject()
              + ", which is no authority's");
    }
    return certificate;
  }

  private static StartException configuration(String message) {
    return new StartException(Kind.CONFIGURATION, message);
  }
}
