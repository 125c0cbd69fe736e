package org.bequest.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.bequest.server.support.ConfiguredEst;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeygenSettingsTest {
  @TempDir Path folder;
  private int number;

  private String faults(String keygen) {
    String label =
        """
          keys:
            profile: device
            keygen:
              offered: true
              %s
        """
            .formatted(keygen);
    return Configuration.load(
                ConfiguredEst.written(
                    folder.resolve("" + number++), "authenticators: [client-certificate]", label))
            instanceof Configuration.Result.Invalid invalid
        ? invalid.text()
        : "";
  }

  @Test
  void theUsualKeyIsOneOfTheProfile() {
    assertThat(faults("key: p384")).isEmpty();
    assertThat(faults("key: ml-kem-512"))
        .contains("labels.keys.keygen.key: \"ml-kem-512\": not a kind of key that profile device");
    assertThat(faults("key: secp256k1")).contains("not a kind of key that profile device has");
  }

  @Test
  void wordsThatAreNoneAreRefused() {
    assertThat(faults("pkcs12-mac: md5")).contains("not one of pbmac1, sha256, sha1");
    assertThat(faults("transport: weak")).contains("not one of strong, matching");
    assertThat(faults("choice: signed"))
        .contains("not one of enveloped, encrypted, auth-enveloped");
  }
}
