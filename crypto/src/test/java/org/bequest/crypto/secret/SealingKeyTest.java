package org.bequest.crypto.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;
import org.bequest.conformance.Requirement;
import org.bequest.formats.MalformedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SealingKeyTest {
  private static final byte[] PURPOSE = "cmc device-7".getBytes(StandardCharsets.UTF_8);
  private static final Secret SECRET = Secret.of("correct horse battery");

  @Test
  void whatIsSealedOpensWithTheSameKeyForTheSamePurpose() throws MalformedException {
    Secret text = SealingKey.newText();
    byte[] sealed = SealingKey.of(text).seal(SECRET, PURPOSE);
    assertThat(SealingKey.of(text).open(sealed, PURPOSE).matches(SECRET)).isTrue();
  }

  @Test
  void anotherKeyOrPurposeOpensNothing() throws MalformedException {
    SealingKey key = key();
    byte[] sealed = key.seal(SECRET, PURPOSE);
    SealingKey other = key();
    assertThatThrownBy(() -> other.open(sealed, PURPOSE)).isInstanceOf(MalformedException.class);
    byte[] elsewhere = "cmc device-8".getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> key.open(sealed, elsewhere)).isInstanceOf(MalformedException.class);
  }

  @Test
  @Requirement("S-50")
  void everyChangeAndEveryTruncationIsRefused() throws MalformedException {
    SealingKey key = key();
    byte[] sealed = key.seal(SECRET, PURPOSE);
    for (int i = 0; i < sealed.length; i++) {
      byte[] changed = sealed.clone();
      changed[i] ^= 1;
      assertThatThrownBy(() -> key.open(changed, PURPOSE)).isInstanceOf(MalformedException.class);
      byte[] cut = Arrays.copyOf(sealed, i);
      assertThatThrownBy(() -> key.open(cut, PURPOSE)).isInstanceOf(MalformedException.class);
    }
  }

  @Test
  @Requirement("S-36")
  void theSameSecretIsSealedAnotherWayEachTime() throws MalformedException {
    SealingKey key = key();
    Set<String> nonces = new HashSet<>();
    for (int i = 0; i < 1_000; i++) {
      byte[] sealed = key.seal(SECRET, PURPOSE);
      nonces.add(Base64.getEncoder().encodeToString(Arrays.copyOfRange(sealed, 1, 13)));
    }
    assertThat(nonces).hasSize(1_000);
  }

  @Test
  @Requirement("S-16")
  void neitherTheSecretNorTheKeyShows() throws MalformedException {
    Secret text = SealingKey.newText();
    SealingKey key = SealingKey.of(text);
    byte[] sealed = key.seal(SECRET, PURPOSE);
    assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("correct");
    assertThat(key).hasToString("<sealing key>");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "short", "AAAA", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="})
  void aKeyThatIsNot32OctetsInBase64IsRefused(String text) {
    assertThatThrownBy(() -> SealingKey.of(Secret.of(text)))
        .isInstanceOf(MalformedException.class)
        .hasMessage("a sealing key is 32 octets in base64");
  }

  private static SealingKey key() throws MalformedException {
    return SealingKey.of(SealingKey.newText());
  }
}
