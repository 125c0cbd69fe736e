package org.bequest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.bequest.client.cmc.Dialogue;
import org.bequest.client.cmc.FullRequest;
import org.bequest.client.cmc.RequestKey;
import org.bequest.client.cmc.Sender;
import org.bequest.client.cmc.WantedCertificate;
import org.bequest.conformance.Requirement;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.crypto.PrivateKeySigner;
import org.bequest.crypto.cms.MessageSigner;
import org.bequest.crypto.key.CertificatePem;
import org.bequest.crypto.key.PrivateKeyPem;
import org.bequest.formats.cms.SignedContent;
import org.bequest.formats.pkix.SubjectNames;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.X509CertificateHolder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A registration authority between devices and a server, as people run one. */
class FullCmcForwardTest {
  private static final String REGISTRAR =
      """
        registrar:
          privileged: true
          key-usage: [digital-signature]
          extended-key-usage: [client-auth, cmc-ra]
      """;

  private static final String SECTIONS =
      """
        registrars:
          profile: registrar
          authenticators: [client-certificate]
      registration-authorities:
        gateway:
          subject: CN=ra-1
          labels: [default]
          names: ["CN=device-*"]
      """;

  private static @TempDir Path folder;
  private static ServedDeployment served;

  @BeforeAll
  static void serve() throws IOException {
    Path directory = folder.resolve("data");
    Path configuration = ServedDeployment.made(directory);
    String text = Files.readString(configuration);
    Files.writeString(configuration, text.replace("\nlabels:", REGISTRAR + "\nlabels:") + SECTIONS);
    served = ServedDeployment.in(directory);
  }

  @AfterAll
  static void stop() {
    served.close();
  }

  private static String file(String name) {
    return folder.resolve(name).toString();
  }

  private static CommandRun bequest(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--url", served.url(), "--ca", served.file("ca/root.pem")));
    CommandRun run = CommandRun.of(all.toArray(String[]::new));
    assertThat(run.exitCode()).as(run.err()).isZero();
    return run;
  }

  private static void enroll(String name) {
    String secret = file(name + ".otp");
    CommandRun made =
        CommandRun.of(
            "otp",
            "create",
            "--name",
            name,
            "--out",
            secret,
            "--dir",
            served.directory().toString());
    assertThat(made.exitCode()).as(made.err()).isZero();
    bequest(
        "enroll",
        "--subject=CN=" + name,
        "--user=" + name,
        "--otp-file=" + secret,
        "--out-key=" + file(name + ".key"),
        "--out-cert=" + file(name + ".pem"));
  }

  private static void promote(String name) {
    bequest(
        "enroll",
        "--label=registrars",
        "--subject=CN=" + name,
        "--cert=" + file(name + ".pem"),
        "--key=" + file(name + ".key"),
        "--out-key=" + file("registrar.key"),
        "--out-cert=" + file("registrar.pem"));
  }

  /** What a device would hand to the registration authority: the renewal of its certificate. */
  private static String renewalOf(String name) throws Exception {
    X509Certificate present =
        CertificatePem.decode(Files.readAllBytes(Path.of(file(name + ".pem")))).getFirst();
    var key =
        PrivateKeySigner.of(
            PrivateKeyPem.decode(Files.readAllBytes(Path.of(file(name + ".key")))),
            present.getPublicKey());
    var holder = new X509CertificateHolder(present.getEncoded());
    var fresh = PrivateKeySigner.of(KeyAlgorithm.P256.generate());
    FullRequest request =
        FullRequest.by(new Sender.Certified(MessageSigner.of(key, holder, List.of())))
            .wanting(
                WantedCertificate.of(
                    SubjectNames.of(new X500Name("CN=" + name)), new RequestKey.Signing(fresh)));
    Path message = Path.of(file(name + ".cmc"));
    Files.write(message, new Dialogue(request).message(Instant.now()));
    return message.toString();
  }

  @Test
  @Requirement({"R5272-7-1", "R6402-2.12-1", "R5274-4.2-27"})
  void requestsOfDevicesAreForwardedTogetherAndAnsweredOneByOne() throws Exception {
    enroll("device-1");
    enroll("device-2");
    enroll("ra-1");
    promote("ra-1");
    CommandRun run =
        bequest(
            "fullcmc",
            "forward",
            "--cert=" + file("registrar.pem"),
            "--key=" + file("registrar.key"),
            renewalOf("device-1"),
            renewalOf("device-2"));
    assertThat(run.out()).contains("device-1.cmc.answer").contains("device-2.cmc.answer");
    for (String device : List.of("device-1", "device-2")) {
      byte[] answer = Files.readAllBytes(Path.of(file(device + ".cmc.answer")));
      assertThat(SignedContent.decode(answer).certificates())
          .extracting(certificate -> certificate.getSubject().toString())
          .contains("CN=" + device);
    }
  }
}
