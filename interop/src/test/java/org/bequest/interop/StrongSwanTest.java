package org.bequest.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bequest.conformance.Requirement;
import org.bequest.crypto.key.CertificatePem;
import org.bequest.testkit.BequestExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * strongSwan's {@code pki --est} and {@code --estca}: a client that wants HTTP/1.1, Content-Length
 * and its answer's headers in the first read, and sends its request as one line.
 */
class StrongSwanTest {
  @RegisterExtension static final BequestExtension EST = BequestExtension.started();

  @TempDir Path folder;
  private ForeignTool pki;

  @BeforeEach
  void tools() throws IOException {
    pki = ForeignTool.required("pki", "strongswan-pki", folder);
    Files.copy(EST.server().rootCertificate(), folder.resolve("root.pem"));
  }

  @Test
  @Requirement({"R7030-4.1.3-1", "R7030-4.1.3-3"})
  void fetchesTheAuthoritysCertificates() {
    var output =
        pki.run(
            "--estca",
            "--url",
            url(),
            "--cacert",
            "root.pem",
            "--outform",
            "pem",
            "--caout",
            "ca.pem",
            "--force");

    assertThat(
            folder.resolve("ca.pem").toFile().exists()
                || folder.resolve("ca-1.pem").toFile().exists())
        .as(output.errors())
        .isTrue();
  }

  @Test
  @Requirement({"R7030-4.2.1-1", "R7030-4.2.3-1", "R8951-3.1-1"})
  void enrolsWithBasicAndRenewsWithItsCertificate() throws IOException {
    EST.server().addUser("strong", "swan", "CN=roadwarrior");
    enrol("first.key", "first.pem", "--userpass", "strong:swan");

    enrol("second.key", "second.pem", "--cert", "first.pem", "--key", "first.key");

    assertThat(pki.run("--print", "--in", "second.pem").text()).contains("CN=roadwarrior");
    pki.run("--verify", "--in", "second.pem", "--cacert", "root.pem", "--cacert", issuing());
  }

  private void enrol(String key, String certificate, String... credential) throws IOException {
    Files.write(
        folder.resolve(key),
        pki.run("--gen", "--type", "ecdsa", "--size", "256", "--outform", "pem").bytes());
    Files.write(
        folder.resolve("request.der"),
        pki.run("--req", "--type", "ecdsa", "--in", key, "--dn", "CN=roadwarrior").bytes());
    String[] command = {
      "--est",
      "--url",
      url(),
      "--cacert",
      "root.pem",
      "--cacert",
      issuing(),
      "--in",
      "request.der",
      "--outform",
      "pem"
    };
    String[] all = java.util.Arrays.copyOf(command, command.length + credential.length);
    System.arraycopy(credential, 0, all, command.length, credential.length);
    Files.write(folder.resolve(certificate), pki.run(all).bytes());
  }

  private String issuing() throws IOException {
    Path file = folder.resolve("issuing.pem");
    if (!Files.exists(file)) {
      Files.write(file, CertificatePem.encode(List.of(EST.server().issuing())));
    }
    return file.getFileName().toString();
  }

  private static String url() {
    return "https://localhost:" + EST.server().port();
  }
}
