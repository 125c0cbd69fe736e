package org.bequest.client.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.util.List;
import org.bequest.client.fixture.Leaf;
import org.bequest.client.fixture.TestCa;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.crypto.tls.TlsIdentity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CredentialFilesTest {
  private final TestCa root = TestCa.root("CN=root");
  private final TlsIdentity old = root.identity(Leaf.of("CN=device-7"));
  private final TlsIdentity renewed = root.identity(Leaf.of("CN=device-7"));

  @TempDir Path folder;
  @TempDir Path elsewhere;

  @ParameterizedTest
  @EnumSource(names = {"P256", "P384", "RSA_2048", "ED25519"})
  void readsBackWhatItWrote(KeyAlgorithm algorithm) {
    KeyPair keys = algorithm.generate();
    var identity =
        new TlsIdentity(
            keys.getPrivate(),
            List.of(root.issue(keys, Leaf.of("CN=device-7")), root.certificate()));
    files().save(identity);
    TlsIdentity loaded = files().load().orElseThrow();
    assertThat(loaded.chain()).isEqualTo(identity.chain());
    assertThat(KeyPairs.belongTogether(loaded.key(), keys.getPublic())).isTrue();
  }

  @Test
  void isEmptyAtFirst() {
    assertThat(files().load()).isEmpty();
  }

  @Test
  void keepsTheKeyFromOthers() throws IOException {
    files().save(old);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key())))
        .isEqualTo("rw-------");
  }

  @Test
  void mayKeepBothInOneFile() {
    var one = CredentialFiles.at(key(), key());
    one.save(old);
    one.save(renewed);
    assertThat(one.load()).map(TlsIdentity::chain).contains(renewed.chain());
  }

  @Test
  void leavesNothingBesideThePair() throws IOException {
    files().save(old);
    files().save(renewed);
    try (var all = Files.list(folder)) {
      assertThat(all).containsExactlyInAnyOrder(key(), certificate());
    }
  }

  @Test
  void keepsTheOldPairWhenACrashCameBeforeTheNewOneWasWhole() throws IOException {
    files().save(old);
    Files.write(pending(key()), Files.readAllBytes(saved(renewed).resolve("key.pem")));
    assertThat(files().load()).map(TlsIdentity::chain).contains(old.chain());
    assertThat(pending(key())).doesNotExist();
  }

  @Test
  void finishesTheNewPairWhenACrashCameBeforeTheFirstMove() throws IOException {
    files().save(old);
    Path other = saved(renewed);
    Files.write(pending(key()), Files.readAllBytes(other.resolve("key.pem")));
    Files.write(pending(certificate()), Files.readAllBytes(other.resolve("cert.pem")));
    assertThat(files().load()).map(TlsIdentity::chain).contains(renewed.chain());
  }

  @Test
  void finishesTheNewPairWhenACrashCameBetweenTheMoves() throws IOException {
    files().save(old);
    Path other = saved(renewed);
    Files.write(key(), Files.readAllBytes(other.resolve("key.pem")));
    Files.write(pending(certificate()), Files.readAllBytes(other.resolve("cert.pem")));
    assertThat(files().load()).map(TlsIdentity::chain).contains(renewed.chain());
  }

  @Test
  void refusesAKeyThatIsNotTheCertificates() throws IOException {
    files().save(old);
    Files.copy(
        saved(renewed).resolve("key.pem"),
        key(),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    var files = files();
    assertThatThrownBy(files::load)
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("is not the key of");
  }

  /** The pair in a folder of its own, for a test to take files from. */
  private Path saved(TlsIdentity identity) throws IOException {
    Path other = Files.createTempDirectory(elsewhere, "pair");
    CredentialFiles.at(other.resolve("key.pem"), other.resolve("cert.pem")).save(identity);
    return other;
  }

  private CredentialFiles files() {
    return CredentialFiles.at(key(), certificate());
  }

  private Path key() {
    return folder.resolve("key.pem");
  }

  private Path certificate() {
    return folder.resolve("cert.pem");
  }

  private static Path pending(Path file) {
    return file.resolveSibling(file.getFileName() + ".new");
  }
}
