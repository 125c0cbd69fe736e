package org.bequest.server.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.bequest.conformance.Requirement;
import org.bequest.server.config.ConfigFault;
import org.bequest.server.config.Configuration;
import org.bequest.server.support.ForeignPki;
import org.bequest.server.support.ForeignPki.Wanted;
import org.bequest.server.support.TestKeys;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is refused before anybody could use it. */
class AnchorConfigurationTest {
  @TempDir Path folder;
  private Layout layout;

  @BeforeEach
  void init() {
    layout = new Layout(folder.resolve("data"));
    Init.run(InitSpec.in(layout.directory()).withPorts(0, 0));
  }

  private Configuration.Result change(UnaryOperator<String> change) throws Exception {
    Path file = layout.configuration();
    Files.writeString(file, change.apply(Files.readString(file)).replace("0.0.0.0", "127.0.0.1"));
    return Configuration.load(file);
  }

  private List<String> faults(String more) throws Exception {
    return switch (change(yaml -> yaml + more)) {
      case Configuration.Result.Loaded _ -> List.of();
      case Configuration.Result.Invalid invalid ->
          invalid.faults().stream().map(ConfigFault::toString).toList();
    };
  }

  @Test
  @Requirement("S-10")
  void whatIsNoAuthoritysCertificateIsNoAnchor() throws Exception {
    KeyPair keys = TestKeys.p256();
    ForeignPki acme = new ForeignPki("Acme", Instant.now());
    Path device = ForeignPki.pem(folder.resolve("d.pem"), acme.issued(Wanted.device("4711"), keys));
    change(yaml ->
        yaml
            + "anchors:\n  acme:\n    revocation: if-available\n    certificates: ["
            + device
            + "]\n");
    assertThatThrownBy(() -> Deployment.start(InitTest.settings(layout.configuration())))
        .isInstanceOfSatisfying(StartException.class, e -> assertThat(e.exitCode()).isEqualTo(2))
        .hasMessageContaining("anchors.acme.certificates")
        .hasMessageContaining("which is no authority's");
  }

  @Test
  void aFileThatIsNotThereIsNamed() throws Exception {
    change(yaml ->
        yaml + "anchors:\n  acme:\n    revocation: if-available\n    certificates: [no.pem]\n");
    assertThatThrownBy(() -> Deployment.start(InitTest.settings(layout.configuration())))
        .isInstanceOf(StartException.class)
        .hasMessageContaining("no.pem (anchors.acme.certificates) cannot be read");
  }

  @Test
  @Requirement("S-01")
  void anchorsThatCouldNotWorkAreFaults() throws Exception {
    assertThat(
            faults(
                """
                  acme:
                    profile: device
                    client-certificates:
                      anchors: [own, acme-idevids]
                anchors:
                  acme-idevid:
                    certificates: [acme.pem]
                    usages: [lawn-mowing]
                """))
        .anyMatch(f -> f.contains("there are no such anchors") && f.contains("acme-idevid"))
        .anyMatch(f -> f.contains("every certificate would be refused"))
        .anyMatch(f -> f.contains("lawn-mowing"))
        .hasSize(3);
  }

  @Test
  @Requirement("S-21")
  void registrationAuthoritiesThatCouldBeAnybodyOrAskForAnybodyAreFaults() throws Exception {
    assertThat(
            faults(
                """
                  passwords:
                    profile: device
                    authenticators: [basic]
                registration-authorities:
                  anybody:
                    labels: [default]
                    names: ["CN=*"]
                  nobody:
                    subject: CN=ra
                  odd:
                    certificate: 12ab
                    labels: [passwords, defualt]
                    names: ["colour:*"]
                """))
        .anyMatch(f -> f.contains("could be anybody"))
        .anyMatch(f -> f.contains("names no label"))
        .anyMatch(f -> f.contains("allows no name"))
        .anyMatch(f -> f.contains("is no SHA-256"))
        .anyMatch(f -> f.contains("accepts no certificate of this service's authority"))
        .anyMatch(f -> f.contains("there is no such label") && f.contains("default"))
        .anyMatch(f -> f.contains("odd.names"))
        .hasSize(7);
  }

  @Test
  @Requirement({"S-19", "S-21"})
  void nobodyGetsAPrivilegedCertificateForOthers() throws Exception {
    String profile =
        """
        profiles:
          registrar:
            privileged: true
            extended-key-usage: [client-auth, cmc-ra]
        """;
    String more =
        """
          registrars:
            profile: registrar
        registration-authorities:
          gateway:
            subject: CN=ra
            labels: [registrars]
            names: ["CN=*"]
        """;
    Configuration.Result result = change(yaml -> yaml.replace("profiles:\n", profile) + more);
    assertThat(result)
        .isInstanceOfSatisfying(
            Configuration.Result.Invalid.class,
            invalid -> assertThat(invalid.text()).contains("has a privileged profile"));
  }
}
