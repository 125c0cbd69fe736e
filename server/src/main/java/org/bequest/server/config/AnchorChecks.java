package org.bequest.server.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.bequest.ca.names.NameRule;
import org.bequest.ca.profile.KeyPurposes;
import org.bequest.ca.profile.ProfileConfig;
import org.bequest.server.config.LabelSettings.Authentication;
import org.bouncycastle.asn1.x500.X500Name;

/** Anchors that nothing defines, and registration authorities that could be anybody. */
final class AnchorChecks {
  private static final Pattern SHA256 = Pattern.compile("[0-9a-fA-F]{64}");

  private final Settings settings;
  private final BiConsumer<String, Complaint> fault;

  /**
   * @param fault told of a key and what is wrong there
   */
  AnchorChecks(Settings settings, BiConsumer<String, Complaint> fault) {
    this.settings = settings;
    this.fault = fault;
  }

  void run() {
    settings.anchors().forEach(this::anchors);
    settings
        .labels()
        .forEach((name, label) ->
            label("labels." + name + ".client-certificates", label.clientCertificates()));
    settings
        .labels()
        .forEach((name, label) ->
            known("labels." + name + ".returns.anchors", label.returns().anchors()));
    settings.registrationAuthorities().forEach(this::registrar);
  }

  private void anchors(String name, AnchorSettings anchors) {
    String key = "anchors." + name;
    if (name.equals(ClientCertificateSettings.OWN)) {
      complain(key, name, "is the word for this service's own authority");
    }
    if (anchors.certificates().isEmpty()) {
      complain(key + ".certificates", "", "names no trust anchor");
    }
    if (anchors.crls().isEmpty() && anchors.revocation() == AnchorSettings.Revocation.REQUIRED) {
      fault.accept(
          key + ".revocation",
          new Complaint(
              "required",
              "every certificate would be refused, since there is no revocation list",
              "name crls, or write if-available"));
    }
    for (String usage : anchors.usages()) {
      if (KeyPurposes.named(usage).isEmpty()) {
        complain(key + ".usages", usage, "is no extended key usage");
      }
    }
    notNegative(key + ".grace", anchors.grace());
  }

  private void label(String key, ClientCertificateSettings label) {
    known(key + ".anchors", label.anchors());
    if (label.anchors().isEmpty()) {
      complain(key + ".anchors", "", "names nobody whose certificates count");
    }
    notNegative(key + ".grace", label.grace());
  }

  /** Each a section of {@code anchors} or the word for this service's own authority. */
  private void known(String key, List<String> names) {
    for (String anchors : names) {
      if (!anchors.equals(ClientCertificateSettings.OWN)
          && !settings.anchors().containsKey(anchors)) {
        fault.accept(
            key,
            new Complaint(
                anchors,
                "there are no such anchors",
                Similar.hint(anchors, settings.anchors().keySet())));
      }
    }
    if (names.stream().distinct().count() < names.size()) {
      complain(key, "", "one of them stands here twice");
    }
  }

  private void notNegative(String key, Duration grace) {
    if (grace.isNegative()) {
      complain(key, Scalars.show(grace), "must not be less than nothing");
    }
  }

  private void registrar(String name, RegistrationAuthoritySettings registrar) {
    String key = "registration-authorities." + name;
    if ((registrar.subject() + registrar.certificate() + registrar.key()).isEmpty()) {
      complain(key, "", "could be anybody: give subject, certificate or key");
    }
    subject(key + ".subject", registrar.subject());
    hash(key + ".certificate", registrar.certificate());
    hash(key + ".key", registrar.key());
    if (registrar.labels().isEmpty()) {
      complain(key + ".labels", "", "names no label under which it acts");
    }
    if (registrar.names().isEmpty()) {
      complain(key + ".names", "", "allows no name for anybody");
    }
    registrar.labels().forEach(label -> labelOf(key + ".labels", label));
    registrar.names().forEach(rule -> rule(key + ".names", rule));
  }

  private void subject(String key, String subject) {
    try {
      new X500Name(subject);
    } catch (IllegalArgumentException e) {
      complain(key, subject, "is no RFC 4514 name: " + e.getMessage());
    }
  }

  private void hash(String key, String hash) {
    if (!hash.isEmpty() && !SHA256.matcher(hash).matches()) {
      complain(key, hash, "is no SHA-256 in hexadecimal");
    }
  }

  private void rule(String key, String rule) {
    try {
      NameRule.parse(rule);
    } catch (IllegalArgumentException e) {
      complain(key, rule, String.valueOf(e.getMessage()));
    }
  }

  private void labelOf(String key, String name) {
    LabelSettings label = settings.labels().get(name);
    if (label == null) {
      fault.accept(
          key,
          new Complaint(
              name, "there is no such label", Similar.hint(name, settings.labels().keySet())));
      return;
    }
    boolean used =
        label.authenticators().stream()
            .anyMatch(ways -> ways.contains(Authentication.CLIENT_CERTIFICATE));
    if (!used || !label.clientCertificates().anchors().contains(ClientCertificateSettings.OWN)) {
      complain(key, name, "accepts no certificate of this service's authority");
    }
    if (Optional.ofNullable(settings.profiles().get(label.profile()))
        .filter(ProfileConfig::privileged)
        .isPresent()) {
      complain(key, name, "has a privileged profile, whose certificates nobody gets for others");
    }
  }

  private void complain(String key, String value, String reason) {
    fault.accept(key, new Complaint(value, reason, ""));
  }
}
