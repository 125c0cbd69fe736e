package org.bequest.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.bequest.conformance.Requirement;
import org.bequest.server.label.LinkingPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationTest {
  private static final Path FILE = Path.of("/etc/bequest/bequest.yaml");
  private static final String WHOLE =
      """
      store:
        path: data/bequest.db
      listen:
        est:
          port: 8443
      tls:
        key-store: server.p12
        password: file:secrets/tls
      ca:
        key-store: issuing.p12
        password: env:CA_PASSWORD
      profiles:
        device:
          validity: 90d
      labels:
        default:
          profile: device
      """;

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "csrattrs: {style: list, subject: [CN]} | csrattrs.style: \"list\": has no words for",
        "csrattrs: {style: both, signatures: [ecdsa-sha256]}"
            + " | csrattrs.signatures: a template has no words for a signature scheme",
        "csrattrs: {style: appendix-b} | csrattrs.key: a request to be completed is for one kind",
        "csrattrs: {style: appendix-b, key: p256, signatures: [ecdsa-sha256, ecdsa-sha384]}"
            + " | csrattrs.signatures: a request to be completed names one scheme only",
        "csrattrs: {key: p521} | csrattrs.key: \"p521\": not a kind of key that profile device has",
        "csrattrs: {signatures: [sha1]} | csrattrs.signatures: \"sha1\": is no object identifier",
        "csrattrs: {subject: [OU=*]} | csrattrs.subject: \"OU=*\": a value that is dictated has no",
        "csrattrs: {alternatives: [gate]} | csrattrs.alternatives: \"gate\": is not kind:value",
        "csrattrs: {extensions: {tls-feature: client}}"
            + " | csrattrs.extensions.tls-feature: \"client\": profile device refuses it",
        "csrattrs: {extensions: {key-usage: der:30}} | csrattrs.extensions.key-usage: \"der:30\"",
        "csrattrs: {attributes: {mac: client}} | csrattrs.attributes.mac: \"client\": is no object",
        "renewal: {max-life: 30d} | renewal.max-life: \"30d\": shorter than the validity",
        "renewal: {max-live: 1} | renewal.max-live: \"1\": nobody could renew",
        "renewal: {profiles: [devise]} | renewal.profiles: \"devise\": there is no such profile",
        "renewal: {same-key-limit: -1} | renewal.same-key-limit: \"-1\": less than none"
      })
  @Requirement("R7030-4.5.2-5")
  void demandsAndRulesOfRenewalThatCannotHoldAreToldWithTheirKey(String section, String fault) {
    assertThat(faults(WHOLE + "    " + section + "\n"))
        .singleElement()
        .asString()
        .contains("labels.default." + fault);
  }

  private static List<String> faults(String yaml) {
    return switch (Configuration.parse(FILE, yaml)) {
      case Configuration.Result.Loaded loaded -> throw new AssertionError(loaded.toString());
      case Configuration.Result.Invalid(List<ConfigFault> all) ->
          all.stream()
              .map(f -> f.toString().replace("/etc/bequest/bequest.yaml", "bequest.yaml"))
              .toList();
    };
  }

  private static Settings settings(String yaml) {
    return switch (Configuration.parse(FILE, yaml)) {
      case Configuration.Result.Loaded(Settings settings) -> settings;
      case Configuration.Result.Invalid invalid -> throw new AssertionError(invalid.text());
    };
  }

  @Test
  void what_is_left_out_has_its_default_and_paths_are_relative_to_the_file() {
    Settings settings = settings(WHOLE);
    assertThat(settings.store().path()).isEqualTo(Path.of("/etc/bequest/data/bequest.db"));
    assertThat(settings.listen().admin()).isEqualTo(Settings.Listen.Admin.DEFAULT);
    assertThat(settings.limits()).isEqualTo(Settings.Limits.DEFAULT);
    assertThat(settings.ca().crl()).isEqualTo(Settings.Ca.Crl.DEFAULT);
    assertThat(settings.ca().password())
        .isEqualTo(new SecretReference.InEnvironment("CA_PASSWORD"));
    assertThat(settings.profiles().get("device"))
        .satisfies(p -> assertThat(p.validity()).isEqualTo(Duration.ofDays(90)));
    assertThat(settings.labels().get("default"))
        .satisfies(l -> assertThat(l.linking()).isEqualTo(LinkingPolicy.OFF));
  }

  @Test
  void secrets_and_the_archive_are_optional_and_message_keys_lie_beside_the_tls_key() {
    Settings settings = settings(WHOLE);
    assertThat(settings.secrets().sealingKey()).isEqualTo(new SecretReference.None());
    assertThat(settings.messages().keyStore())
        .isEqualTo(settings.tls().keyStore().resolveSibling("message-keys.p12"));
    assertThat(settings.messages().password()).isEqualTo(settings.tls().password());
    assertThat(settings.archive().certificates()).isEmpty();
    Settings own =
        settings(
            WHOLE
                + """
                messages:
                  key-store: keys/m.p12
                  password: env:M
                secrets:
                  sealing-key: file:seal
                """);
    assertThat(own.messages().keyStore()).isEqualTo(Path.of("/etc/bequest/keys/m.p12"));
    assertThat(own.messages().password()).isEqualTo(new SecretReference.InEnvironment("M"));
    assertThat(own.secrets().sealingKey())
        .isEqualTo(new SecretReference.InFile(Path.of("/etc/bequest/seal")));
  }

  @Test
  void a_password_that_is_needed_cannot_be_none() {
    assertThat(faults(WHOLE.replace("password: file:secrets/tls", "password: none")))
        .singleElement()
        .asString()
        .contains("tls.password: \"none\": a password is needed here");
  }

  @Test
  void what_is_archived_needs_a_recovery_key() {
    assertThat(faults(WHOLE + "    keygen: {offered: true, archive: true}\n"))
        .singleElement()
        .asString()
        .contains("labels.default.keygen.archive: \"true\": there is no recovery key");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "profile: device | profil: device"
            + " | bequest.yaml:17: labels.default.profil: unknown key; did you mean \"profile\"?",
        "profile: device | profile: devise"
            + " | bequest.yaml:17: labels.default.profile: \"devise\": there is no such profile;"
            + " did you mean \"device\"?",
        "port: 8443 | port: 84430"
            + " | bequest.yaml:5: listen.est.port: \"84430\": not a port; write 1 to 65535, or 0"
            + " for any that is free",
        "port: 8443 | port: https"
            + " | bequest.yaml:5: listen.est.port: \"https\": not a whole number",
        "port: 8443 | port: 9443"
            + " | bequest.yaml:3: listen.admin.port: \"9443\": the same port as listen.est.port;"
            + " operators have a listener of their own: choose another",
        "validity: 90d | validity: 90 days"
            + " | bequest.yaml:14: profiles.device.validity: \"90 days\": not a duration; write"
            + " 30s, 5m, 12h or 90d",
        "profile: device | linking: requird"
            + " | bequest.yaml:17: labels.default.linking: \"requird\": not one of off, if-present,"
            + " required; did you mean \"required\"?",
        "password: file:secrets/tls | password: hunter2"
            + " | bequest.yaml:8: tls.password: a secret is never written here itself; write"
            + " file:PATH, env:NAME or credential:NAME and keep the secret there",
        "path: data/bequest.db | path: [a, b]"
            + " | bequest.yaml:2: store.path: a single value was expected, here is a list",
        "path: data/bequest.db | path:" + " | bequest.yaml:2: store.path: required, and not there",
      })
  void a_fault_is_told_with_its_line_and_what_to_do(String right, String wrong, String message) {
    assertThat(faults(WHOLE.replace(right, wrong))).contains(message);
  }

  @Test
  void every_fault_is_told_at_once_in_the_order_of_the_file() {
    String yaml =
        WHOLE
            .replace("est:", "edt:")
            .replace("90d", "soon")
            .replace("  password: env", "  pin: env");
    assertThat(faults(yaml))
        .containsExactly(
            "bequest.yaml:4: listen.edt: unknown key; did you mean \"est\"?",
            "bequest.yaml:10: ca.password: required, and not there",
            "bequest.yaml:11: ca.pin: unknown key; the keys here are key-store, password, crl",
            "bequest.yaml:14: profiles.device.validity: \"soon\": not a duration;"
                + " write 30s, 5m, 12h or 90d");
  }

  @Test
  void a_key_that_stands_twice_is_refused() {
    assertThat(faults(WHOLE.replace("  path: data", "  path: other\n  path: data")))
        .singleElement()
        .asString()
        .startsWith("bequest.yaml:3:");
  }

  @Test
  @Requirement("R7030-3.2.2-5")
  void a_label_may_not_be_named_like_an_operation() {
    assertThat(faults(WHOLE + "  cacerts:\n    profile: device\n"))
        .singleElement()
        .asString()
        .startsWith("bequest.yaml:18: labels.cacerts: \"cacerts\": ");
  }

  @Test
  @Requirement("S-56")
  void a_label_that_climbs_or_is_encoded_is_refused() {
    for (String name : List.of("../etc", "a%2Fb", "a//b", "a b")) {
      assertThat(faults(WHOLE + "  \"" + name + "\":\n    profile: device\n")).as(name).hasSize(1);
    }
  }

  @Test
  @Requirement("R7030-3.2.2-6")
  void there_is_always_a_default_label() {
    assertThat(faults(WHOLE.replace("default:", "plant7:")))
        .containsExactly(
            "bequest.yaml:15: labels: there is no label \"default\", which RFC 7030 3.2.2 needs for"
                + " paths without one; add labels.default");
  }

  @Test
  @Requirement("S-19")
  void no_profile_of_a_configuration_can_make_operators() {
    assertThat(faults(WHOLE.replace("device", "operator")))
        .singleElement()
        .asString()
        .startsWith(
            "bequest.yaml:13: profiles.operator.name: \"operator\": is the name of a built-in");
  }

  @Test
  void a_file_that_is_no_yaml_or_is_not_there_is_one_fault() {
    assertThat(faults("store: [")).singleElement().asString().contains("not YAML");
    assertThat(faults("just text"))
        .containsExactly("bequest.yaml:1: a configuration is a mapping of keys to values");
    Path absent = folder.resolve("absent.yaml");
    assertThat(Configuration.load(absent))
        .isInstanceOfSatisfying(
            Configuration.Result.Invalid.class,
            i -> assertThat(i.text()).isEqualTo(absent + ": there is no such file"));
  }

  @Test
  @Requirement("S-16")
  void a_secret_is_read_where_its_reference_says_and_shows_itself_nowhere() throws IOException {
    Path file = Files.writeString(folder.resolve("pin"), "opensesame\n");
    var inFile = new SecretReference.InFile(file);
    assertThat(new String(inFile.resolve(Map.of()).characters())).isEqualTo("opensesame");
    assertThat(inFile.resolve(Map.of()).toString() + inFile).doesNotContain("opensesame");
    var credential = new SecretReference.Credential("pin");
    assertThat(
            new String(
                credential
                    .resolve(Map.of("CREDENTIALS_DIRECTORY", folder.toString()))
                    .characters()))
        .isEqualTo("opensesame");
    assertThatThrownBy(() -> new SecretReference.InEnvironment("NOT_SET").resolve(Map.of()))
        .hasMessage("env:NOT_SET is empty");
    assertThatThrownBy(() -> credential.resolve(Map.of()))
        .hasMessage("credential:pin needs $CREDENTIALS_DIRECTORY, which is not set");
  }
}
