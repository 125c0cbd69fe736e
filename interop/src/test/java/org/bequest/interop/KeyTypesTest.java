package org.bequest.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bequest.conformance.Requirement;
import org.bequest.testkit.BequestExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every kind of key that a profile allows, made and asked for by OpenSSL. */
class KeyTypesTest {
  @RegisterExtension static final BequestExtension EST = BequestExtension.started();

  @TempDir Path folder;
  private ForeignTool openssl;
  private ForeignTool curl;

  @BeforeEach
  void tools() throws IOException {
    openssl = ForeignTool.required("openssl", "openssl", folder);
    curl = ForeignTool.required("curl", "curl", folder);
    Files.copy(EST.server().rootCertificate(), folder.resolve("root.pem"));
    EST.server().addUser("smith", "correct horse", "CN=device");
  }

  @ParameterizedTest
  @CsvSource({
    "RSA, -pkeyopt rsa_keygen_bits:2048, rsaEncryption, 200",
    "RSA, -pkeyopt rsa_keygen_bits:3072, rsaEncryption, 200",
    "EC, -pkeyopt ec_paramgen_curve:P-256, id-ecPublicKey, 200",
    "EC, -pkeyopt ec_paramgen_curve:P-384, id-ecPublicKey, 200",
    "ED25519, '', ED25519, 200",
    "ML-DSA-65, '', ML-DSA-65, 200",
    "RSA, -pkeyopt rsa_keygen_bits:1024, '', 400",
    "EC, -pkeyopt ec_paramgen_curve:secp256k1, '', 400",
    "ED448, '', '', 400",
  })
  @Requirement({"R7030-4.2.1-1", "S-14"})
  void aKeyIsCertifiedOrRefused(String algorithm, String options, String shown, int status)
      throws IOException {
    String make = "genpkey -algorithm " + algorithm + " -out key.pem " + options;
    ForeignTool.Output made = openssl.attempt(new byte[0], make.strip().split(" "));
    assumeTrue(made.status() == 0, "this OpenSSL makes no " + algorithm + " keys");
    boolean strong = options.contains("384") || options.contains("3072");
    String request = "req -new -key key.pem -out request.pem -subj /CN=device";
    openssl.run((strong ? request + " -sha384" : request).split(" "));

    assertThat(enrol()).isEqualTo(Integer.toString(status));

    if (status == 200) {
      openssl.run("base64", "-d", "-in", "answer", "-out", "answer.p7");
      openssl.runTo("device.pem", "pkcs7", "-inform", "DER", "-in", "answer.p7", "-print_certs");
      assertThat(openssl.run("x509", "-in", "device.pem", "-noout", "-text").text())
          .contains("Public Key Algorithm: " + shown);
      assertThat(openssl.run("x509", "-in", "device.pem", "-noout", "-pubkey").text())
          .isEqualTo(openssl.run("pkey", "-in", "key.pem", "-pubout").text());
    }
  }

  private String enrol() {
    String command =
        "-sS --cacert root.pem --data-binary @request.pem -H Content-Type:application/pkcs10"
            + " -o answer -w %{http_code} --user smith:correct_horse "
            + EST.server().uri()
            + "/simpleenroll";
    String[] words = command.split(" ");
    for (int i = 0; i < words.length; i++) {
      words[i] = words[i].replace("correct_horse", "correct horse");
    }
    return curl.run(words).text();
  }
}
