package org.bequest.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import org.bequest.conformance.Requirement;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.testkit.BequestExtension;
import org.bouncycastle.est.ESTException;
import org.bouncycastle.est.ESTService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** HTTP Digest (RFC 7616) as curl and Bouncy Castle do it. */
class DigestTest {
  @RegisterExtension
  static final BequestExtension EST =
      BequestExtension.configured(yaml ->
          yaml.replaceFirst(
                  "authenticators: \\[client-certificate, one-time-password, basic]",
                  "authenticators: [client-certificate, digest]")
              + "\ndigest:\n  md5: true\n");

  @TempDir Path folder;

  @BeforeEach
  void user() throws IOException {
    EST.server().addDigestUser("daisy", "correct horse", "CN=digest");
    Files.copy(EST.server().rootCertificate(), folder.resolve("root.pem"));
  }

  /** curl asks with an empty body first, to hear the challenge. */
  @Test
  @Requirement("R7030-3.2.3-4")
  void curlEnrols() {
    var curl = ForeignTool.required("curl", "curl", folder);
    var openssl = ForeignTool.required("openssl", "openssl", folder);
    openssl.run(
        "req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout key -out csr -subj"
            .concat(" /CN=digest")
            .split(" "));
    assertThat(enrol(curl, "daisy:correct horse")).isEqualTo("200");
    assertThat(enrol(curl, "daisy:wrong horse")).isEqualTo("401");
    openssl.run("base64", "-d", "-in", "answer", "-out", "answer.p7");
  }

  private static String enrol(ForeignTool curl, String user) {
    return curl.run(
            "-sS",
            "--cacert",
            "root.pem",
            "--digest",
            "--user",
            user,
            "--data-binary",
            "@csr",
            "-H",
            "Content-Type: application/pkcs10",
            "-o",
            user.contains("wrong") ? "refused" : "answer",
            "-w",
            "%{http_code}",
            EST.server().uri() + "/simpleenroll")
        .text();
  }

  /**
   * Its parser wants quotes around every parameter, and RFC 7616 3.3 forbids them around {@code
   * algorithm} and {@code stale}: Digest is not for it until one of them changes.
   */
  @Test
  void bouncyCastleDoesNotReadAChallengeThatIsSpeltAsItMustBe() throws Exception {
    KeyPair keys = KeyAlgorithm.P256.generate();
    ESTService service =
        BouncyCastleDevice.client(EST.server().port(), EST.server().root(), "TLSv1.3").build();
    var request =
        BouncyCastleDevice.request("CN=digest", keys).build(BouncyCastleDevice.signer(keys));

    assertThatThrownBy(() ->
            service.simpleEnroll(
                false, request, BouncyCastleDevice.login("daisy", "correct horse")))
        .isInstanceOf(ESTException.class)
        .hasMessageContaining("Expecting start quote");
  }
}
