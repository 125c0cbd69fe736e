package org.bequest.ca.profile;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.bequest.ca.names.AlternativeKind;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.formats.MalformedException;
import org.bequest.formats.pkix.NameText;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;

/** Reads a configuration and finds everything that is wrong with it, not only the first. */
final class ProfileCheck {
  private static final Duration LONGEST = Duration.ofDays(100 * 366L);
  private static final Duration LONGEST_BACKDATE = Duration.ofDays(7);

  private final ProfileConfig config;
  private final List<Problem> problems = new ArrayList<>();

  ProfileCheck(ProfileConfig config) {
    this.config = config;
  }

  Profile.Checked check(String name) {
    checkName(name);
    Profile.Fields fields =
        new Profile.Fields(
            names(),
            EnumSet.copyOf(algorithms()),
            config.keys().reuse(),
            usage(),
            validity(),
            backdate(),
            keyIdentifier(),
            urls(),
            extensions());
    return problems.isEmpty()
        ? new Profile.Checked.Valid(new Profile(name, false, fields))
        : new Profile.Checked.Invalid(problems);
  }

  private void checkName(String name) {
    if (!name.matches("[a-z0-9][a-z0-9_-]{0,63}")) {
      add("name", name, "is not 1 to 64 of a-z, 0-9, - and _", "");
    }
    if (BuiltInProfiles.isBuiltIn(name)) {
      add("name", name, "is the name of a built-in profile", "my-" + name);
    }
  }

  private Profile.Names names() {
    ProfileConfig.Names names = config.names();
    Profile.SubjectRule rule =
        switch (names.subject()) {
          case "requested" -> Profile.SubjectRule.REQUESTED;
          case "granted" -> Profile.SubjectRule.GRANTED;
          default -> {
            add("names.subject", names.subject(), "is unknown", "requested or granted");
            yield Profile.SubjectRule.GRANTED;
          }
        };
    List<AlternativeKind> kinds =
        each("names.alternatives", names.alternatives(), AlternativeKind::named, kindWords());
    return new Profile.Names(rule, base(names.base()), Set.copyOf(kinds), names.change());
  }

  private X500Name base(String text) {
    try {
      return NameText.parse(text);
    } catch (MalformedException _) {
      add("names.base", text, "is not a name of RFC 4514", "O=Example,C=DE");
      return new X500Name("");
    }
  }

  private List<KeyAlgorithm> algorithms() {
    List<String> words = Stream.of(KeyAlgorithm.values()).map(KeyAlgorithm::configName).toList();
    List<KeyAlgorithm> known =
        each("keys.algorithms", config.keys().algorithms(), KeyAlgorithm::named, words);
    if (config.keys().algorithms().isEmpty()) {
      add("keys.algorithms", "[]", "allows no key at all", "[p256]");
    }
    return known.isEmpty() ? List.of(KeyAlgorithm.P256) : known;
  }

  private Profile.Usage usage() {
    List<Integer> bits =
        each(
            "key-usage",
            config.keyUsage(),
            w -> Optional.ofNullable(KeyUsages.WORDS.get(w)),
            KeyUsages.WORDS.keySet());
    List<KeyPurposeId> purposes =
        each(
            "extended-key-usage",
            config.extendedKeyUsage(),
            KeyPurposes::named,
            KeyPurposes.WORDS.keySet());
    int keyUsage = bits.stream().reduce(0, (a, b) -> a | b);
    if (config.keyUsage().isEmpty()) {
      add("key-usage", "[]", "lets the key do nothing", "[digital-signature]");
    }
    checkKeysAreOfUse(keyUsage);
    checkPrivilege(keyUsage, purposes);
    return new Profile.Usage(keyUsage, purposes, OptionalInt.empty(), config.privileged());
  }

  /** A key that cannot sign has nothing to do under the usage of one that can. */
  private void checkKeysAreOfUse(int keyUsage) {
    for (String word : config.keys().algorithms()) {
      KeyAlgorithm.named(word)
          .filter(algorithm -> !algorithm.signs() && !isOfUse(algorithm.family(), keyUsage))
          .ifPresent(algorithm ->
              add(
                  "keys.algorithms",
                  word,
                  "does nothing that key-usage lists",
                  "add "
                      + (algorithm == KeyAlgorithm.X25519 ? "key-agreement" : "key-encipherment")
                      + " to key-usage"));
    }
  }

  private static boolean isOfUse(KeyAlgorithm.Family family, int keyUsage) {
    return (keyUsage
            & KeyUsages.possible(family)
            & (KeyUsage.keyAgreement | KeyUsage.keyEncipherment))
        != 0;
  }

  private void checkPrivilege(int keyUsage, List<KeyPurposeId> purposes) {
    if (config.privileged()) {
      return;
    }
    if ((keyUsage & KeyUsage.cRLSign) != 0) {
      add("key-usage", "crl-sign", "gives power over others", "add privileged: true");
    }
    if (purposes.stream().anyMatch(KeyPurposes.PRIVILEGED::contains)) {
      String value = String.join(", ", config.extendedKeyUsage());
      add("extended-key-usage", value, "gives power over others", "add privileged: true");
    }
  }

  private Duration validity() {
    Duration validity = config.validity();
    if (validity.compareTo(Duration.ofMinutes(1)) < 0 || validity.compareTo(LONGEST) > 0) {
      add("validity", validity.toString(), "is not between a minute and a century", "90d");
    }
    return validity;
  }

  private Duration backdate() {
    Duration backdate = config.backdate();
    if (backdate.isNegative() || backdate.compareTo(LONGEST_BACKDATE) > 0) {
      add("backdate", backdate.toString(), "is not between nothing and a week", "5m");
    }
    return backdate;
  }

  private KeyIdentifierMethod keyIdentifier() {
    Optional<KeyIdentifierMethod> method = KeyIdentifierMethod.named(config.keyIdentifier());
    if (method.isEmpty()) {
      add("key-identifier", config.keyIdentifier(), "is unknown", "rfc7093 or sha1");
    }
    return method.orElse(KeyIdentifierMethod.RFC7093);
  }

  private ProfileConfig.Urls urls() {
    config.urls().crl().forEach(u -> checkUrl("urls.crl", u));
    config.urls().ocsp().forEach(u -> checkUrl("urls.ocsp", u));
    config.urls().issuer().forEach(u -> checkUrl("urls.issuer", u));
    return config.urls();
  }

  private void checkUrl(String key, String url) {
    try {
      URI uri = new URI(url);
      if (uri.getScheme() == null || !Set.of("http", "https", "ldap").contains(uri.getScheme())) {
        add(
            key,
            url,
            "is not an absolute http, https or ldap address",
            "http://crl.example/ca.crl");
      }
    } catch (URISyntaxException e) {
      add(key, url, "is no address: " + e.getReason(), "http://crl.example/ca.crl");
    }
  }

  private Map<ASN1ObjectIdentifier, ExtensionTreatment> extensions() {
    Map<ASN1ObjectIdentifier, ExtensionTreatment> treatments = new HashMap<>();
    config.extensions().forEach((word, treatment) -> addTreatment(treatments, word, treatment));
    return treatments;
  }

  private void addTreatment(
      Map<ASN1ObjectIdentifier, ExtensionTreatment> treatments, String word, String treatment) {
    Optional<ASN1ObjectIdentifier> id = ExtensionNames.named(word);
    Optional<ExtensionTreatment> known = ExtensionTreatment.named(treatment);
    String key = "extensions." + word;
    if (id.isEmpty()) {
      add(key, treatment, "names no extension", "a dotted identifier, or key-usage and the like");
    } else if (known.isEmpty()) {
      add(key, treatment, "is unknown", "copy, replace or refuse");
    } else if (known.get() == ExtensionTreatment.COPY && neverCopied(id.get())) {
      add(key, treatment, "is decided by the profile or the grant, never copied", "replace");
    } else {
      treatments.put(id.get(), known.get());
    }
  }

  private static boolean neverCopied(ASN1ObjectIdentifier id) {
    return ExtensionNames.DECIDED.contains(id) || ExtensionNames.NEVER_COPIED.contains(id);
  }

  private <T> List<T> each(
      String key,
      List<String> words,
      Function<String, Optional<T>> named,
      Collection<String> known) {
    List<T> values = new ArrayList<>();
    for (String word : words) {
      named
          .apply(word)
          .ifPresentOrElse(
              values::add,
              () -> add(key, word, "is unknown", "one of " + known.stream().sorted().toList()));
    }
    return values;
  }

  private static List<String> kindWords() {
    return Stream.of(AlternativeKind.values()).map(AlternativeKind::word).toList();
  }

  private void add(String key, String value, String reason, String suggestion) {
    problems.add(new Problem(key, value, reason, suggestion));
  }
}
