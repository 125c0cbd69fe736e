package org.bequest.client.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import org.bequest.conformance.Requirement;
import org.bequest.crypto.KeyAlgorithm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The key of a renewal that waits: RFC 7030 4.2.3 wants it kept. */
class PendingKeyTest {
  private static final byte[] ANOTHER = KeyAlgorithm.P256.generate().getPublic().getEncoded();

  @TempDir Path folder;

  private PendingKey pending() {
    return PendingKey.beside(folder.resolve("device.key"));
  }

  private Path file() {
    return folder.resolve("device.key.pending");
  }

  @Test
  @Requirement("R7030-4.2.3-10")
  void isTheSameAfterARestart() throws IOException {
    KeyPair first = pending().pair(KeyAlgorithm.P256, ANOTHER);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
        .isEqualTo("rw-------");
    KeyPair second = pending().pair(KeyAlgorithm.P256, ANOTHER);
    assertThat(second.getPublic()).isEqualTo(first.getPublic());
    assertThat(second.getPrivate()).isEqualTo(first.getPrivate());
  }

  @Test
  void isAnotherOnceItWasForgottenOrAnotherKindIsWanted() {
    KeyPair first = pending().pair(KeyAlgorithm.P256, ANOTHER);
    assertThat(pending().pair(KeyAlgorithm.P384, ANOTHER).getPublic())
        .isNotEqualTo(first.getPublic());
    pending().forget();
    pending().forget();
    assertThat(file()).doesNotExist();
    assertThat(pending().pair(KeyAlgorithm.P256, ANOTHER).getPublic())
        .isNotEqualTo(first.getPublic());
  }

  /** A crash between taking it into force and forgetting it. */
  @Test
  void isAnotherWhenItIsInForceAlready() {
    KeyPair first = pending().pair(KeyAlgorithm.P256, ANOTHER);
    KeyPair second = pending().pair(KeyAlgorithm.P256, first.getPublic().getEncoded());
    assertThat(second.getPublic()).isNotEqualTo(first.getPublic());
  }

  @Test
  void isNotReplacedWhenItCannotBeRead() throws IOException {
    Files.writeString(file(), "no key");
    assertThatThrownBy(() -> pending().pair(KeyAlgorithm.P256, ANOTHER))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("device.key.pending");
    assertThat(file()).hasContent("no key");
  }
}
