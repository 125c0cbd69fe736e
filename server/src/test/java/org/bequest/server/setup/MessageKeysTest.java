package org.bequest.server.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.bequest.conformance.Requirement;
import org.bequest.crypto.cms.ContentCipher;
import org.bequest.crypto.cms.EnvelopedMessage;
import org.bequest.crypto.cms.MessageOpener;
import org.bequest.crypto.cms.Recipient;
import org.bequest.crypto.cms.Unpacked;
import org.bequest.formats.MalformedException;
import org.bequest.formats.cms.Content;
import org.bequest.formats.cms.EntityIdentifier;
import org.bequest.server.secret.MessageCredentials;
import org.bequest.server.support.SteppingClock;
import org.bouncycastle.cert.X509CertificateHolder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MessageKeysTest {
  private static final int DIGITAL_SIGNATURE = 0;
  private static final int KEY_AGREEMENT = 4;

  @TempDir Path folder;
  private final SteppingClock clock = new SteppingClock();
  private InitReport report;
  private Deployment deployment;

  @BeforeEach
  void start() throws IOException {
    report = Init.run(InitSpec.in(folder.resolve("data")).withPorts(0, 0));
    String yaml = Files.readString(report.configuration()).replace("0.0.0.0", "127.0.0.1");
    Files.writeString(report.configuration(), yaml);
    restart();
  }

  private void restart() {
    stop();
    deployment = Deployment.start(InitTest.settings(report.configuration()), clock);
  }

  @AfterEach
  void stop() {
    if (deployment != null) {
      deployment.close();
    }
  }

  @Test
  void theKeysAreMadeWhenTheyAreFirstNeededAndNotBefore() {
    assertThat(file()).doesNotExist();
    MessageCredentials made = keys();
    assertThat(file()).exists();
    assertThat(keys()).isSameAs(made);
  }

  @Test
  @Requirement({"R6402-2.9-1", "R6402-2.10-1"})
  void eachCertificateSaysWhatItsKeyIsFor() throws CertificateParsingException {
    X509Certificate signing = keys().signing().chain().getFirst();
    assertThat(signing.getExtendedKeyUsage())
        .containsExactlyInAnyOrder("1.3.6.1.5.5.7.3.27", "1.3.6.1.5.5.7.3.32");
    assertThat(signing.getKeyUsage()[DIGITAL_SIGNATURE]).isTrue();
    X509Certificate exchange = keys().exchange().chain().getFirst();
    assertThat(exchange.getExtendedKeyUsage()).isNull();
    assertThat(exchange.getKeyUsage()[KEY_AGREEMENT]).isTrue();
    assertThat(exchange.getKeyUsage()[DIGITAL_SIGNATURE]).isFalse();
  }

  @Test
  @Requirement("R6402-2.10-2")
  void theCertificateThatSignsHasTheNameOfItsIssuer() {
    List<X509Certificate> chain = keys().signing().chain();
    assertThat(chain.getFirst().getSubjectX500Principal())
        .isEqualTo(chain.get(1).getSubjectX500Principal());
  }

  @Test
  void theFileIsForItsOwnerOnlyAndIsReadAgainAfterARestart() throws IOException {
    MessageCredentials before = keys();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
        .isEqualTo("rw-------");
    restart();
    assertThat(keys().signing().chain()).isEqualTo(before.signing().chain());
    assertThat(keys().exchange().key()).isEqualTo(before.exchange().key());
  }

  @Test
  void aKeyIsReplacedBeforeItsCertificateEnds() {
    X509Certificate before = keys().signing().chain().getFirst();
    clock.step(Duration.ofDays(336));
    MessageCredentials after = keys();
    assertThat(after.signing().chain().getFirst()).isNotEqualTo(before);
    restart();
    assertThat(keys().signing().chain()).isEqualTo(after.signing().chain());
  }

  @Test
  void whatWasEncryptedToAKeyOfBeforeOpensWhileItsCertificateLasts() throws Exception {
    Content message = to(keys().exchange().chain().getFirst());
    clock.step(Duration.ofDays(336));
    assertThat(opened(message)).isInstanceOf(Unpacked.Whole.class);
    restart();
    assertThat(opened(message)).isInstanceOf(Unpacked.Whole.class);
    Content next = to(keys().exchange().chain().getFirst());
    assertThat(keys().openers()).hasSize(2);
    clock.step(Duration.ofDays(336));
    assertThat(opened(message)).isInstanceOf(Unpacked.NotForUs.class);
    assertThat(opened(next)).isInstanceOf(Unpacked.Whole.class);
  }

  private Unpacked opened(Content message) throws MalformedException {
    return new MessageOpener(keys().openers(), List.of()).open(message);
  }

  private static Content to(X509Certificate certificate) throws Exception {
    var holder = new X509CertificateHolder(certificate.getEncoded());
    var recipient = Recipient.of(EntityIdentifier.of(holder), holder.getSubjectPublicKeyInfo());
    return EnvelopedMessage.encrypt(
        Content.data(new byte[] {1, 2, 3}), ContentCipher.AES_256_GCM, List.of(recipient));
  }

  @Test
  void aKeyIsReplacedWhenAnotherKeyOfTheAuthorityIssues() {
    X509Certificate before = keys().signing().chain().getFirst();
    CaRollover rollover = deployment.rollover();
    rollover.start(rollover.spec(false), Optional.empty(), "operator:x");
    assertThat(keys().signing().chain().getFirst()).isEqualTo(before);
    rollover.activate("operator:x");
    List<X509Certificate> after = keys().signing().chain();
    assertThat(after.getFirst()).isNotEqualTo(before);
    assertThat(after.getFirst().getIssuerX500Principal().getName()).contains("G2");
    assertThat(keys().exchange().chain().getFirst().getIssuerX500Principal())
        .isEqualTo(after.getFirst().getIssuerX500Principal());
    assertThat(rollover.keys().getFirst().outstanding().certificates())
        .as("the operator's certificate alone is left under the old key")
        .isOne();
  }

  @Test
  void aHundredThreadsThatNeedThemFirstGetTheSame() throws Exception {
    List<Callable<MessageCredentials>> all = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      all.add(this::keys);
    }
    Set<MessageCredentials> found = new HashSet<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var one : threads.invokeAll(all)) {
        found.add(one.get());
      }
    }
    assertThat(found).as("different keys").hasSize(1);
  }

  @Test
  void aFileThatIsNoKeyStoreIsNotReplaced() throws IOException {
    Files.writeString(file(), "not a key store");
    assertThatThrownBy(this::keys)
        .isInstanceOf(StartException.class)
        .hasMessageContaining("message-keys.p12 (messages.key-store) cannot be opened");
    assertThat(file()).hasContent("not a key store");
  }

  private MessageCredentials keys() {
    return deployment.parts().secrets().messages().get();
  }

  private Path file() {
    return folder.resolve("data/tls/message-keys.p12");
  }
}
