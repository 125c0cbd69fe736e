package org.bequest.cli.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bequest.admin.message.WrappedKey;
import org.bequest.cli.terminal.CommandFailure;
import org.bequest.conformance.Requirement;
import org.bequest.crypto.GeneratedKey;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.crypto.WantedKey;
import org.bequest.crypto.key.CertificatePem;
import org.bequest.crypto.pkcs12.Pkcs12Contents;
import org.bequest.crypto.secret.Secret;
import org.bequest.server.secret.Archive;
import org.bouncycastle.cert.X509CertificateHolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RecoveryKeyTest {
  private static final Secret NONE = Secret.of("");

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(
      value = KeyAlgorithm.class,
      names = {"P256", "P384", "RSA_2048", "X25519", "ML_KEM_768"})
  void aRecoveryKeyOfEachKindOpensWhatWasArchivedForIt(KeyAlgorithm kind) throws Exception {
    Recovery recovery = Recovery.create("r", kind);
    RecoveryKey key = RecoveryKey.read(recovery.writePem(folder), NONE);
    try (GeneratedKey made = made();
        Pkcs12Contents opened = key.open(wrapped(made, made, recovery))) {
      assertThat(opened.pkcs8()).isEqualTo(made.privateKey().octets());
    }
  }

  @Test
  void eachOfSeveralRecoveryKeysOpensIt() throws Exception {
    Recovery first = Recovery.create("first", KeyAlgorithm.P256);
    Recovery second = Recovery.create("second", KeyAlgorithm.RSA_2048);
    try (GeneratedKey made = made()) {
      WrappedKey wrapped = wrapped(made, made, first, second);
      assertThat(wrapped.recovery()).matches("[0-9a-f]{64} [0-9a-f]{64}");
      for (Recovery recovery : List.of(first, second)) {
        try (var opened = RecoveryKey.read(recovery.writePem(folder), NONE).open(wrapped)) {
          assertThat(opened.pkcs8()).isEqualTo(made.privateKey().octets());
        }
      }
    }
  }

  /** As the manual says. */
  @Test
  void aRecoveryKeyThatOpensslMadeOpensIt() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/openssl")), "there is no openssl");
    openssl(
        "req -x509 -newkey rsa:2048 -noenc -keyout r.key -out r.pem -subj /CN=recovery"
            + " -addext keyUsage=critical,keyEncipherment");
    openssl("pkcs12 -export -inkey r.key -in r.pem -out r.p12 -passout pass:hidden");
    X509Certificate certificate =
        CertificatePem.decode(Files.readAllBytes(folder.resolve("r.pem"))).getFirst();
    RecoveryKey key = RecoveryKey.read(folder.resolve("r.p12"), Secret.of("hidden"));
    try (GeneratedKey made = made();
        var opened = key.open(wrapped(made, made, List.of(holder(certificate))))) {
      assertThat(opened.pkcs8()).isEqualTo(made.privateKey().octets());
    }
    Path file = folder.resolve("r.p12");
    assertThatThrownBy(() -> RecoveryKey.read(file, Secret.of("other")))
        .isInstanceOf(CommandFailure.class);
  }

  private void openssl(String arguments) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(("openssl " + arguments).split(" ", -1))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(output).isZero();
  }

  @Test
  @Requirement("S-31")
  void aKeyThatSomebodyPutInThePlaceOfAnotherIsNotGiven() throws Exception {
    Recovery recovery = Recovery.create("r", KeyAlgorithm.P256);
    RecoveryKey key = RecoveryKey.read(recovery.writePem(folder), NONE);
    try (GeneratedKey mine = made();
        GeneratedKey foreign = made()) {
      WrappedKey swapped = wrapped(foreign, mine, recovery);
      assertThatThrownBy(() -> key.open(swapped))
          .isInstanceOf(CommandFailure.class)
          .hasMessage("the archived key is not that of the certificate");
    }
  }

  @Test
  @Requirement("S-50")
  void whatWasCutOrChangedIsRefused() throws Exception {
    Recovery recovery = Recovery.create("r", KeyAlgorithm.P256);
    RecoveryKey key = RecoveryKey.read(recovery.writePem(folder), NONE);
    try (GeneratedKey made = made()) {
      WrappedKey whole = wrapped(made, made, recovery);
      byte[] envelope = Base64.getDecoder().decode(whole.envelope());
      for (int i = 0; i < envelope.length; i++) {
        WrappedKey cut = with(whole, Arrays.copyOf(envelope, i));
        assertThatThrownBy(() -> key.open(cut)).isInstanceOf(CommandFailure.class);
        byte[] changed = envelope.clone();
        changed[i] ^= 1;
        survive(key, with(whole, changed), made);
      }
    }
  }

  /** A change that nothing protects, such as that of an unused parameter, changes no key. */
  private static void survive(RecoveryKey key, WrappedKey changed, GeneratedKey made) {
    try (Pkcs12Contents opened = key.open(changed)) {
      assertThat(opened.pkcs8()).isEqualTo(made.privateKey().octets());
    } catch (CommandFailure e) {
      assertThat(e.getMessage()).isNotEmpty();
    }
  }

  private static GeneratedKey made() {
    WantedKey wanted = Recovery.wanted("device-7", KeyAlgorithm.P256);
    assertThat(wanted.csr().csr().names().subjectText()).isEqualTo("CN=device-7");
    return wanted.made().orElseThrow();
  }

  /** The key of one under the certificate of the other. */
  private static WrappedKey wrapped(GeneratedKey key, GeneratedKey certified, Recovery... recovery)
      throws IOException {
    return wrapped(
        key, certified, Arrays.stream(recovery).map(r -> holder(r.certificate())).toList());
  }

  private static WrappedKey wrapped(
      GeneratedKey key, GeneratedKey certified, List<X509CertificateHolder> holders)
      throws IOException {
    var archived = new Archive(holders).wrap(key);
    byte[] pem =
        CertificatePem.encode(
            List.of(Recovery.certificate("device-7", certified.publicKey().getEncoded())));
    return new WrappedKey(
        "ab",
        "CN=device-7",
        new String(pem, StandardCharsets.US_ASCII),
        Base64.getEncoder().encodeToString(archived.envelope()),
        archived.recovery());
  }

  private static WrappedKey with(WrappedKey of, byte[] envelope) {
    return new WrappedKey(
        of.serial(),
        of.subject(),
        of.certificate(),
        Base64.getEncoder().encodeToString(envelope),
        of.recovery());
  }

  private static X509CertificateHolder holder(X509Certificate certificate) {
    try {
      return new X509CertificateHolder(certificate.getEncoded());
    } catch (IOException | CertificateEncodingException e) {
      throw new IllegalStateException(e);
    }
  }
}
