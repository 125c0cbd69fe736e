package org.bequest.crypto.pkcs12;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.bequest.conformance.Requirement;
import org.bequest.conformance.Vectors;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.crypto.Providers;
import org.bequest.crypto.key.CertificatePem;
import org.bequest.crypto.key.PrivateKeyPem;
import org.bequest.crypto.secret.Secret;
import org.bequest.formats.MalformedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that others wrote. */
class Pkcs12FileTest {
  private static final Secret PASSWORD = Secret.of("correct horse");
  private static final KeyPair KEYS = KeyAlgorithm.P256.generate();

  @TempDir private Path folder;

  private static byte[] vector(String name) {
    String resource = "/rfc9579/" + name + ".b64";
    try (InputStream in = Pkcs12FileTest.class.getResourceAsStream(resource)) {
      return Base64.getMimeDecoder().decode(Objects.requireNonNull(in).readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Pkcs12File read(byte[] pfx, Secret password) throws MalformedException {
    return Pkcs12File.read(pfx, password, Pkcs12Limits.STANDARD);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a1", "a2", "a3"})
  @Requirement({"R9579-4-2", "R9579-5-1", "R9579-5-2", "R9579-6-1", "R9579-A-1"})
  void theValidVectorsOfTheRfcAreRead(String name) throws Exception {
    try (Pkcs12File file = read(vector(name), Secret.of("1234"))) {
      assertThat(file.only().key().getAlgorithm()).isEqualTo("RSA");
      assertThat(file.certificates()).isNotEmpty();
    }
    assertRefused(vector(name), Secret.of("12345"), "the password does not open the file");
  }

  /** A wrong count of iterations, a wrong salt, and no length of the key. */
  @Test
  @Requirement({"R9579-4-2", "R9579-5-3", "R9579-A-2"})
  void theInvalidVectorsOfTheRfcAreRefused() {
    assertRefused(vector("a4"), Secret.of("1234"), "the password does not open the file");
    assertRefused(vector("a5"), Secret.of("1234"), "the password does not open the file");
    assertRefused(vector("a6"), Secret.of("1234"), "a PBMAC1 without a keyLength");
  }

  @Test
  void theEmptyPasswordOfAnotherProjectIsRead() throws Exception {
    byte[] example = Vectors.shared("pkcs12-example");
    assertThat(read(example, Secret.of("")).only().chain()).hasSize(1);
    assertRefused(example, Secret.of("x"), "the password does not open the file");
  }

  @Test
  void whatOpensslWritesIsRead() throws Exception {
    assumeTrue(OpenSsl.isPresent(), "openssl is not on the path");
    for (List<String> options :
        List.of(
            List.<String>of(),
            List.of("-macalg", "sha1", "-iter", "1"),
            List.of("-macalg", "sha384", "-certpbe", "AES-128-CBC", "-keypbe", "AES-192-CBC"),
            List.of("-macalg", "sha512", "-nomaciter"),
            List.of("-certpbe", "NONE", "-keypbe", "NONE"),
            List.of("-certpbe", "PBE-SHA1-3DES", "-keypbe", "PBE-SHA1-2DES"),
            List.of("-certpbe", "DES-EDE3-CBC", "-keypbe", "DES-EDE3-CBC"))) {
      Pkcs12Contents read = read(ofOpenssl(options), PASSWORD).only();
      assertThat(read.key()).as("%s", options).isEqualTo(KEYS.getPrivate());
      assertThat(read.chain()).hasSize(2);
      assertThat(read.friendlyName()).isEqualTo("from openssl");
    }
  }

  /** The ciphers of the last century are in a module of their own since OpenSSL 3. */
  @Test
  void theOldCiphersOfRfc7292AreRead() throws Exception {
    for (String cipher : List.of("PBE-SHA1-RC2-40", "PBE-SHA1-RC2-128", "PBE-SHA1-RC4-128")) {
      byte[] pfx;
      try {
        pfx = ofOpenssl(List.of("-legacy", "-certpbe", cipher, "-keypbe", cipher));
      } catch (AssertionError | IOException e) {
        assumeTrue(false, "openssl has no old ciphers: " + e.getMessage());
        return;
      }
      assertThat(read(pfx, PASSWORD).only().key()).as(cipher).isEqualTo(KEYS.getPrivate());
    }
  }

  private byte[] ofOpenssl(List<String> options) throws Exception {
    Path key = folder.resolve("key.pem");
    Files.write(key, PrivateKeyPem.encode(KEYS.getPrivate()));
    Path certificates = folder.resolve("certificates.pem");
    Files.write(
        certificates,
        CertificatePem.encode(Fixture.contents(KEYS).chain().stream().map(Fixture::jca).toList()));
    Path out = folder.resolve("out.p12");
    List<String> command = new ArrayList<>(List.of("pkcs12", "-export", "-name", "from openssl"));
    command.addAll(List.of("-inkey", key.toString(), "-in", certificates.toString()));
    command.addAll(List.of("-passout", "pass:correct horse", "-out", out.toString()));
    command.addAll(options);
    OpenSsl.text(command);
    return Files.readAllBytes(out);
  }

  @Test
  void aFileOfOpensslWithoutAMacIsRefused() throws Exception {
    assumeTrue(OpenSsl.isPresent(), "openssl is not on the path");
    assertRefused(ofOpenssl(List.of("-nomac")), PASSWORD, "without a MAC");
  }

  @Test
  void whatTheKeyStoresOfTheJdkAndOfBouncyCastleWriteIsRead() throws Exception {
    for (KeyStore store :
        List.of(
            KeyStore.getInstance("PKCS12"),
            KeyStore.getInstance("PKCS12", Providers.standard().bouncyCastle()),
            KeyStore.getInstance("PKCS12-PBMAC1", Providers.standard().bouncyCastle()))) {
      Pkcs12Contents contents = Fixture.contents(KEYS);
      store.load(null, null);
      Certificate[] chain = contents.chain().stream().map(Fixture::jca).toArray(Certificate[]::new);
      store.setKeyEntry("theirs", KEYS.getPrivate(), "correct horse".toCharArray(), chain);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      store.store(out, "correct horse".toCharArray());

      Pkcs12Contents read = read(out.toByteArray(), PASSWORD).only();
      assertThat(read.key()).isEqualTo(KEYS.getPrivate());
      assertThat(read.chain()).isEqualTo(contents.chain());
    }
  }

  private static void assertRefused(byte[] pfx, Secret password, String words) {
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> read(pfx, password))
        .withMessageContaining(words);
  }
}
