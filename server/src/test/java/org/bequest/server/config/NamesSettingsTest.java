package org.bequest.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Mistakes in rules about names are told before anybody is named by them. */
class NamesSettingsTest {
  private static final String YAML =
      """
      store:
        path: bequest.db
      tls:
        key-store: server.p12
        password: file:secrets/tls
      ca:
        key-store: issuing.p12
        password: file:secrets/ca
      profiles:
        device:
          validity: 90d
      labels:
        default:
          profile: device
          authenticators: [client-certificate, one-time-password]
          names:
            subject: CN=${otp.name},O=Plant 7
            grants: ["dns:${otp.name}.plant7.example"]
            patterns:
              otp.name: '[a-z]+'
            rules:
              factory:
                authenticators: [client-certificate]
                anchors: [own]
                subject: CN=${cert.cn}
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "CN=${otp.name},O | CN=${otp.nme},O | names.subject | names no fact with ${otp.nme}",
        "CN=${otp.name},O | CN=${otp.name;O | names.subject | not a name of RFC 4514",
        "dns:${otp.name}.plant | ${otp.name}:plant | names.grants[0] | the kind of name",
        "dns:${otp.name}.plant | dns:${otp.name plant | names.grants[0] | without the }",
        "dns:${otp.name}.plant | dsn:${otp.name}.plant | names.grants[0] | unknown kind: dsn",
        "otp.name: '[a-z]+' | otp.name: '[a-z+' | patterns.otp.name | no regular expression",
        "otp.name: '[a-z]+' | name: '[a-z]+' | patterns.name | no fact has this name",
        "anchors: [own] | anchors: [acme] | rules.factory.anchors | there are no such anchors",
        "[client-certificate]  | [basic] | rules.factory.authenticators | none of the label's",
        "subject: CN=${cert.cn} | grants: [] | rules.factory | neither a subject nor grants",
      })
  void aMistakeIsToldWithItsKey(String right, String wrong, String key, String reason) {
    assertThat(parse(YAML)).isInstanceOf(Configuration.Result.Loaded.class);
    assertThat(parse(YAML.replace(right, wrong)))
        .isInstanceOfSatisfying(
            Configuration.Result.Invalid.class,
            invalid -> assertThat(invalid.text()).contains(key).contains(reason));
  }

  private static Configuration.Result parse(String yaml) {
    return Configuration.parse(Path.of("/etc/bequest/bequest.yaml"), yaml);
  }
}
