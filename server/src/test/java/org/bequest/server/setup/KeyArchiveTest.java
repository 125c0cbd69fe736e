package org.bequest.server.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.bequest.conformance.Requirement;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.crypto.cms.MessageOpener;
import org.bequest.crypto.cms.RecipientKey;
import org.bequest.crypto.cms.Unpacked;
import org.bequest.crypto.key.CertificatePem;
import org.bequest.crypto.key.PrivateKeyPem;
import org.bequest.formats.cms.Content;
import org.bequest.formats.pkix.Csr;
import org.bequest.server.support.HttpReply;
import org.bequest.server.support.KeyParts;
import org.bequest.server.support.RawClient;
import org.bequest.server.support.TestKeys;
import org.bequest.store.AuditEntry;
import org.bequest.store.KeyArchive;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys that are made for devices and kept, from the configuration to what opens them. */
class KeyArchiveTest {
  @TempDir Path folder;
  private final KeyPair recovery = TestKeys.p256();
  private final X509CertificateHolder certificate =
      TestKeys.certificate("recovery", recovery, "recovery", recovery);
  private ConfiguredEst est;

  @BeforeEach
  void start() throws Exception {
    X509Certificate own = CertificatePem.decodeDer(certificate.getEncoded());
    Path file = Files.write(folder.resolve("recovery.pem"), CertificatePem.encode(List.of(own)));
    est =
        new ConfiguredEst(
            folder,
            """
              kept:
                profile: device
                keygen:
                  offered: true
                  archive: true
              gone:
                profile: device
                keygen:
                  offered: true

            archive:
              certificates: [%s]
            """
                .formatted(file));
  }

  @AfterEach
  void stop() {
    est.close();
  }

  @Test
  @Requirement({"S-31", "S-34"})
  void theKeyThatWasSentIsKeptForItsRecoveryAndNothingElseIs() throws Exception {
    KeyParts sent = KeyParts.of(ask("kept"));
    KeyParts.of(ask("gone"));

    assertThat(est.store().keyArchive().list("", 10)).hasSize(1);
    var opener =
        new MessageOpener(
            List.of(RecipientKey.Private.of(recovery.getPrivate(), certificate)), List.of());
    Unpacked opened = opener.open(Content.decode(archived(sent).envelope()));
    assertThat(opened).isInstanceOf(Unpacked.Whole.class);
    byte[] pkcs8 = ((Unpacked.Whole) opened).leaf().octets();
    assertThat(PrivateKeyInfo.getInstance(pkcs8)).isEqualTo(sent.plainKey());
  }

  @Test
  @Requirement("S-34")
  void theKeyOfTheServiceDoesNotOpenIt() throws Exception {
    KeyParts sent = KeyParts.of(ask("kept"));
    var keys = est.deployment().parts().secrets().messages().get();
    var opener = new MessageOpener(keys.openers(), List.of());
    assertThat(opener.open(Content.decode(archived(sent).envelope())))
        .isInstanceOf(Unpacked.NotForUs.class);
  }

  @Test
  void opensslOpensWhatIsKept() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/openssl")), "there is no openssl");
    KeyParts sent = KeyParts.of(ask("kept"));
    Files.write(folder.resolve("key.cms"), archived(sent).envelope());
    Files.write(folder.resolve("recovery.key"), PrivateKeyPem.encode(recovery.getPrivate()));
    openssl("cms -decrypt -inform DER -in key.cms -recip recovery.pem -inkey recovery.key -out k");
    byte[] pkcs8 = Files.readAllBytes(folder.resolve("k"));
    assertThat(PrivateKeyInfo.getInstance(pkcs8)).isEqualTo(sent.plainKey());
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

  private KeyArchive.Wrapped archived(KeyParts sent) {
    String issuer = est.deployment().parts().authority().key().issuer().id();
    AuditEntry audit =
        new AuditEntry(est.clock().instant(), "key.recover", "operator:x", "x", "ok", Map.of());
    return est.store()
        .keyArchive()
        .recover(issuer, sent.issued().getSerialNumber(), audit)
        .orElseThrow();
  }

  private HttpReply ask(String label) {
    Csr csr = TestKeys.csr("CN=device-1", KeyAlgorithm.P256.generate());
    return est.post(
        "/.well-known/est/" + label + "/serverkeygen",
        csr,
        RawClient.basic("device-1", est.oneTimePassword("device-1", label)));
  }
}
