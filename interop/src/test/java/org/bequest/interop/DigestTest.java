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
import org.bouncycastle.est.EnrollmentResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  @Requirement("R7030-3.2.3-4")
  void bouncyCastleEnrols(String version) throws Exception {
    KeyPair keys = KeyAlgorithm.P256.generate();
    ESTService service =
        BouncyCastleDevice.client(EST.server().port(), EST.server().root(), version).build();
    var request =
        BouncyCastleDevice.request("CN=digest", keys).build(BouncyCastleDevice.signer(keys));

    EnrollmentResponse issued =
        service.simpleEnroll(false, request, BouncyCastleDevice.login("daisy", "correct horse"));

    assertThat(ESTService.storeToArray(issued.getStore())).hasSize(1);
    assertThatThrownBy(
            () -> service.simpleEnroll(false, request, BouncyCastleDevice.login("daisy", "wrong")))
        .isInstanceOf(ESTException.class)
        .hasMessageContaining("401");
  }
}
