package org.bequest.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class NamesChecksTest {
  private static final String YAML =
      """
      store:
        path: bequest.db
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
          authenticators: [[client-certificate, basic], one-time-password]
          names:
            rules:
              people:
                authenticators: [AUTHENTICATOR]
                grants: ["CN=${user}"]
      """;

  private static Configuration.Result withRuleFor(String authenticator) {
    return Configuration.parse(
        Path.of("/etc/bequest/bequest.yaml"), YAML.replace("AUTHENTICATOR", authenticator));
  }

  @Test
  void aRuleMayBeForAnyAuthenticatorOfTheLabelAlsoForOneThatMustSucceedTogetherWithAnother() {
    assertThat(withRuleFor("basic")).isInstanceOf(Configuration.Result.Loaded.class);
    assertThat(withRuleFor("one-time-password")).isInstanceOf(Configuration.Result.Loaded.class);
  }

  @Test
  void aRuleForAnAuthenticatorThatTheLabelDoesNotHaveIsAFault() {
    assertThat(withRuleFor("digest"))
        .isInstanceOfSatisfying(
            Configuration.Result.Invalid.class,
            invalid ->
                assertThat(invalid.faults())
                    .singleElement()
                    .asString()
                    .contains("labels.default.names.rules.people.authenticators", "digest"));
  }
}
