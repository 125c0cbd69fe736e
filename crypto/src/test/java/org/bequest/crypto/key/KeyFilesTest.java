package org.bequest.crypto.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.bequest.conformance.Requirement;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.crypto.Keys;
import org.bequest.crypto.key.KeyStoreFile.Entry;
import org.bequest.crypto.secret.Secret;
import org.bequest.crypto.tls.Certificates;
import org.bequest.formats.MalformedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KeyFilesTest {
  private static final Secret PASSWORD = Secret.of("a password");

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(KeyAlgorithm.class)
  void everyKindOfKeyIsReadBackFromPem(KeyAlgorithm algorithm) throws Exception {
    PrivateKey key = algorithm.generate().getPrivate();

    assertThat(pkcs8(PrivateKeyPem.decode(PrivateKeyPem.encode(key)))).isEqualTo(pkcs8(key));
    byte[] encrypted = PrivateKeyPem.encode(key, PASSWORD);
    assertThat(pkcs8(PrivateKeyPem.decode(encrypted, PASSWORD))).isEqualTo(pkcs8(key));
    assertThatThrownBy(() -> PrivateKeyPem.decode(encrypted))
        .isInstanceOf(MalformedException.class)
        .hasMessageContaining("no password");
    assertThatThrownBy(() -> PrivateKeyPem.decode(encrypted, Secret.of("another")))
        .isInstanceOf(MalformedException.class);
  }

  @Test
  void keysThatOpensslWritesAreRead() throws Exception {
    assumeThat(OpenSsl.isPresent()).as("openssl is on the path").isTrue();
    for (List<String> command :
        List.of(
            List.of("ecparam", "-name", "prime256v1", "-genkey"),
            List.of("genrsa", "-traditional", "2048"),
            List.of("genpkey", "-algorithm", "ED25519"),
            List.of("genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-384"))) {
      assertThat(PrivateKeyPem.decode(OpenSsl.run(command))).as("%s", command).isNotNull();
    }
  }

  @Test
  void opensslReadsWhatIsWritten() throws Exception {
    assumeThat(OpenSsl.isPresent()).as("openssl is on the path").isTrue();
    KeyPair keys = KeyAlgorithm.P256.generate();
    Path pem = folder.resolve("key.pem");
    ProtectedFile.write(pem, PrivateKeyPem.encode(keys.getPrivate(), PASSWORD));
    Path store = folder.resolve("keys.p12");
    KeyStoreFile.write(store, PASSWORD, List.of(entry("ca", keys)));

    assertThat(OpenSsl.text("pkey", "-in", pem.toString(), "-passin", "pass:a password"))
        .contains("BEGIN PRIVATE KEY");
    assertThat(
            OpenSsl.text("pkcs12", "-in", store.toString(), "-passin", "pass:a password", "-nodes"))
        .contains("BEGIN PRIVATE KEY", "BEGIN CERTIFICATE", "friendlyName: ca");
    assertThat(
            OpenSsl.text(
                "pkcs12", "-in", store.toString(), "-passin", "pass:a password", "-info", "-noout"))
        .contains("AES-256-CBC", "hmacWithSHA256");
  }

  @Test
  void aKeyStoreGivesBackEveryKindOfKeyWithItsChain() throws Exception {
    List<Entry> entries =
        Stream.of(
                KeyAlgorithm.P256,
                KeyAlgorithm.P384,
                KeyAlgorithm.RSA_3072,
                KeyAlgorithm.ED25519,
                KeyAlgorithm.ML_DSA_65)
            .map(algorithm -> entry(algorithm.configName(), algorithm.generate()))
            .toList();
    Path file = folder.resolve("keys.p12");
    KeyStoreFile.write(file, PASSWORD, entries);

    List<Entry> read = KeyStoreFile.read(file, PASSWORD);

    assertThat(read).hasSameSizeAs(entries);
    for (int i = 0; i < read.size(); i++) {
      assertThat(read.get(i).alias()).isEqualTo(entries.get(i).alias());
      assertThat(read.get(i).chain()).isEqualTo(entries.get(i).chain());
      assertThat(pkcs8(read.get(i).key())).isEqualTo(pkcs8(entries.get(i).key()));
    }
  }

  @Test
  void aKeyStoreDoesNotOpenWithAnotherPasswordOrAfterDamage() throws Exception {
    Path file = folder.resolve("keys.p12");
    KeyStoreFile.write(file, PASSWORD, List.of(entry("ca", KeyAlgorithm.P256.generate())));
    byte[] good = Files.readAllBytes(file);

    assertThatThrownBy(() -> KeyStoreFile.read(file, Secret.of("another")))
        .isInstanceOf(MalformedException.class)
        .hasMessageContaining("password");
    good[good.length / 2] ^= 1;
    Files.write(file, good);
    assertThatThrownBy(() -> KeyStoreFile.read(file, PASSWORD))
        .isInstanceOf(MalformedException.class);
    Files.write(file, new byte[] {0x30, 0x03});
    assertThatThrownBy(() -> KeyStoreFile.read(file, PASSWORD))
        .isInstanceOf(MalformedException.class);
  }

  @Test
  @Requirement("S-35")
  void aKeyUnderTooManyIterationsIsRefusedBeforeTheyRun() throws Exception {
    assumeThat(OpenSsl.isPresent()).as("openssl is on the path").isTrue();
    Path pem = folder.resolve("key.pem");
    ProtectedFile.write(pem, PrivateKeyPem.encode(KeyAlgorithm.P256.generate().getPrivate()));
    byte[] encrypted =
        OpenSsl.run(
            List.of(
                "pkcs8",
                "-topk8",
                "-in",
                pem.toString(),
                "-passout",
                "pass:a password",
                "-iter",
                "5000001"));

    assertThatThrownBy(() -> PrivateKeyPem.decode(encrypted, PASSWORD))
        .isInstanceOf(MalformedException.class)
        .hasMessageContaining("iterations");
  }

  @Test
  void aProtectedFileIsReplacedWholeAndForItsOwnerOnly() throws Exception {
    Path file = folder.resolve("secret");
    Files.writeString(file, "old");
    ProtectedFile.write(file, "new".getBytes(StandardCharsets.US_ASCII));

    assertThat(file).hasContent("new");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(ProtectedFile.exposure(file)).isEmpty();
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).containsExactly(file);
    }
  }

  @Test
  void aSecretThatOthersMayReadIsToldOf() throws Exception {
    Path file = Files.writeString(folder.resolve("secret"), "x");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

    assertThat(ProtectedFile.exposure(file))
        .hasValueSatisfying(clause -> assertThat(clause).contains("chmod 600"));
  }

  @Test
  void aFailedWriteLeavesTheOldFile() throws IOException {
    Path file = folder.resolve("folder-in-the-way");
    Files.createDirectory(file);
    Files.writeString(file.resolve("child"), "kept");

    assertThatThrownBy(() -> ProtectedFile.write(file, new byte[1]))
        .isInstanceOf(IOException.class);
    assertThat(file.resolve("child")).hasContent("kept");
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).containsExactly(file);
    }
  }

  @Test
  void certificatesKeepTheirOrderInPem() throws Exception {
    var first = Certificates.certificate("a", KeyAlgorithm.P256.generate());
    var second = Certificates.certificate("b", KeyAlgorithm.P256.generate());

    assertThat(CertificatePem.decode(CertificatePem.encode(List.of(first, second))))
        .containsExactly(first, second);
    byte[] tail = Arrays.copyOf(first.getEncoded(), first.getEncoded().length + 1);
    assertThatThrownBy(() -> CertificatePem.decodeDer(tail)).isInstanceOf(MalformedException.class);
    assertThatThrownBy(() -> PrivateKeyPem.decode(CertificatePem.encode(List.of(first))))
        .hasMessageContaining("0 found");
  }

  private static Entry entry(String alias, KeyPair keys) {
    return new Entry(alias, keys.getPrivate(), List.of(Certificates.certificate(alias, keys)));
  }

  private static byte[] pkcs8(PrivateKey key) throws IOException {
    return Keys.pkcs8(key).parsePrivateKey().toASN1Primitive().getEncoded();
  }
}
