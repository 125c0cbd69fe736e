package org.bequest.ca.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.bequest.ca.profile.Profile;
import org.bequest.ca.profile.ProfileConfig;
import org.bequest.ca.testing.OpenSsl;
import org.bequest.ca.testing.TestHierarchy;
import org.bequest.conformance.Requirement;
import org.bequest.crypto.KeyAlgorithm;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a profile asks for, as OpenSSL reads it. */
class CsrAttributesTest {
  private static @TempDir Path directory;
  private static TestHierarchy test;

  @BeforeAll
  static void create() {
    test = TestHierarchy.create(directory, KeyAlgorithm.P256);
  }

  @AfterAll
  static void close() {
    test.close();
  }

  private static ProfileConfig onlyKey(String algorithm) {
    return ProfileConfig.DEFAULT.withKeys(new ProfileConfig.Keys(List.of(algorithm), true));
  }

  private static byte[] attributes(ProfileConfig config, LabelRules rules) {
    return test.authority().under(Profile.of("device", config), rules).csrAttributes();
  }

  private static String parsed(ProfileConfig config, LabelRules rules) throws Exception {
    OpenSsl unused = new OpenSsl(directory);
    assertThat(unused).isNotNull();
    Path file = Files.write(directory.resolve("attributes.der"), attributes(config, rules));
    OpenSsl.Result result = OpenSsl.run("asn1parse", "-inform", "DER", "-in", file);
    assertThat(result.status()).as(result.output()).isZero();
    return result.output().replaceAll(" +", " ");
  }

  @Test
  void severalKindsOfKeyAndNoLinkingAreNothingToSay() {
    assertThat(attributes(ProfileConfig.DEFAULT, LabelRules.DEFAULT)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "p256,     id-ecPublicKey, OBJECT :prime256v1",
    "p384,     id-ecPublicKey, OBJECT :secp384r1",
    "p521,     id-ecPublicKey, OBJECT :secp521r1",
    "rsa-2048, rsaEncryption,  INTEGER :0800",
    "rsa-3072, rsaEncryption,  INTEGER :0C00",
    "rsa-4096, rsaEncryption,  INTEGER :1000"
  })
  @Requirement({"R7030-4.5.2-2", "R7030-4.5.2-5", "R7030-4.5.2-7", "R9908-3.2-3"})
  void theOnlyKindOfKeyIsAnAttributeWithItsParameter(String key, String type, String parameter)
      throws Exception {
    assertThat(parsed(onlyKey(key), LabelRules.DEFAULT))
        .containsSubsequence("OBJECT :" + type, "cons: SET", parameter);
  }

  @Test
  @Requirement({"R7030-4.5.2-5", "R9908-3.2-3"})
  void aKindOfKeyWithoutParametersIsAnAttributeWithoutValues() throws Exception {
    assertThat(parsed(onlyKey("ed25519"), LabelRules.DEFAULT))
        .containsSubsequence("OBJECT :ED25519", "l= 0 cons: SET");
  }

  @Test
  @Requirement({"R7030-4.5.2-6", "R7894-4-1", "R7894-4-2"})
  void linkingNamesBothAttributesThatAreLookedAt() throws Exception {
    assertThat(parsed(ProfileConfig.DEFAULT, LabelRules.LINKED))
        .contains("OBJECT :challengePassword", "OBJECT :1.2.840.113549.1.9.16.2.58");
  }

  @Test
  @Requirement({"R9908-3.4-1", "R9908-4-1"})
  void anExtensionThatIsCopiedIsAskedForInATemplate() throws Exception {
    ProfileConfig config = onlyKey("p256").withExtensions(Map.of("tls-feature", "copy"));
    assertThat(parsed(config, LabelRules.DEFAULT))
        .containsSubsequence(
            "OBJECT :id-ecPublicKey", "OBJECT :1.2.840.113549.1.9.16.2.61", "OBJECT :TLS Feature");
  }
}
