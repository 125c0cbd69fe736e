package org.bequest.interop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.List;
import org.bequest.client.EnrollRequest;
import org.bequest.client.Enrollment;
import org.bequest.client.EstClient;
import org.bequest.client.EstServer;
import org.bequest.client.HttpLogin;
import org.bequest.client.credential.CredentialFiles;
import org.bequest.client.trust.TrustAnchors;
import org.bequest.conformance.Requirement;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.crypto.PrivateKeySigner;
import org.bequest.crypto.tls.TlsIdentity;
import org.bequest.formats.pkix.SubjectNames;
import org.bequest.testkit.BequestExtension;
import org.bouncycastle.asn1.x500.X500Name;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A device that has nothing but OpenSSL and curl. */
class CurlAndOpensslTest {
  @RegisterExtension
  static final BequestExtension EST =
      BequestExtension.configured(yaml -> yaml.replace("linking: off", "linking: if-present"));

  @TempDir Path folder;
  private ForeignTool openssl;
  private ForeignTool curl;

  @BeforeEach
  void tools() throws IOException {
    openssl = ForeignTool.required("openssl", "openssl", folder);
    curl = ForeignTool.required("curl", "curl", folder);
    Files.copy(EST.server().rootCertificate(), folder.resolve("root.pem"));
  }

  @Test
  @Requirement({
    "R7030-4.1.2-1",
    "R7030-4.1.2-3",
    "R7030-4.1.3-1",
    "R7030-4.1.3-3",
    "R7030-4.1.3-4"
  })
  void cacertsAreReadByOpensslWithoutAnyCredential() throws IOException {
    fetch("cacerts");

    String certificates = certificatesIn("cacerts.b64").text();

    assertThat(certificates).contains("Root CA").contains("Issuing CA");
  }

  @Test
  @Requirement({"R7030-4.2-1", "R7030-4.2.1-1", "R7030-4.2.1-4", "R7030-4.2.3-1", "R7030-3.2.3-1"})
  void theUsageExampleOfTheDraftEnrolsWithBasic() throws IOException {
    EST.server().addUser("alice", "correct horse", "CN=device-1");
    newRequest("device", "/CN=device-1");

    postWith("simpleenroll", "device.b64", "--user", "alice:correct horse");

    assertThat(certificatesIn("simpleenroll.b64").text()).contains("device-1");
    verifyIssued("simpleenroll.b64");
  }

  @Test
  @Requirement("R7030-6-4")
  void aOneTimePasswordEnrolsOnceAndTheCertificateRenewsItself() throws IOException {
    String password = EST.server().oneTimePassword("device-2");
    newRequest("device", "/CN=device-2");
    postWith("simpleenroll", "device.b64", "--user", "device-2:" + password);
    issuedAs("simpleenroll.b64", "device.pem");

    newRequest("renewed", "/CN=device-2");
    postWith("simplereenroll", "renewed.b64", "--cert", "device.pem", "--key", "device.key");
    verifyIssued("simplereenroll.b64");

    assertThat(statusOf("simpleenroll", "renewed.b64", "--user", "device-2:" + password))
        .isEqualTo("401");
  }

  /** What our client keeps is for other software too (RFC 7030 4.2.3). */
  @Test
  @Requirement("R7030-4.2.3-11")
  void aPairThatOurClientGotServesOpensslAndCurl() throws IOException {
    KeyPair keys = KeyAlgorithm.P256.generate();
    String password = EST.server().oneTimePassword("device-3");
    try (EstClient client =
        EstClient.of(EstServer.at("localhost:" + EST.server().port()))
            .trust(TrustAnchors.explicit(List.of(EST.server().root())))
            .login(HttpLogin.basic("device-3", password))
            .build()) {
      var names = SubjectNames.of(new X500Name("CN=device-3"));
      var request = EnrollRequest.of(names, PrivateKeySigner.of(keys));
      var issued = (Enrollment.Issued) client.simpleEnroll(client.prepared(request));
      CredentialFiles.at(folder.resolve("ours.key"), folder.resolve("ours.pem"))
          .save(new TlsIdentity(keys.getPrivate(), List.of(issued.certificate())));
    }
    assertThat(openssl.run("pkey", "-in", "ours.key", "-pubout").text())
        .isEqualTo(openssl.run("x509", "-in", "ours.pem", "-noout", "-pubkey").text());
    newRequest("ours-renewed", "/CN=device-3");
    postWith("simplereenroll", "ours-renewed.b64", "--cert", "ours.pem", "--key", "ours.key");
    verifyIssued("simplereenroll.b64");
  }

  @Test
  @Requirement({"R8295-4.2-1", "R8295-3-2"})
  void crlsAreReadAndVerifiedByOpenssl() throws IOException {
    fetch("cacerts");
    fetch("crls");
    openssl.run("base64", "-d", "-in", "crls.b64", "-out", "crls.p7");
    Files.write(
        folder.resolve("crl.pem"),
        openssl.run("pkcs7", "-inform", "DER", "-in", "crls.p7", "-print_certs").bytes());
    Files.write(folder.resolve("cas.pem"), certificatesIn("cacerts.b64").bytes());

    ForeignTool.Output verified =
        openssl.run("crl", "-in", "crl.pem", "-CAfile", "cas.pem", "-noout", "-text");

    assertThat(verified.errors()).contains("verify OK");
    assertThat(verified.text()).contains("X509v3 CRL Number");
  }

  @Test
  @Requirement({"R7030-4.5-2", "R7030-4.5.2-1", "R7030-4.5.2-2"})
  void csrattrsParseAsAsn1() throws IOException {
    fetch("csrattrs");
    openssl.run("base64", "-d", "-in", "csrattrs.b64", "-out", "csrattrs.der");

    String dump = openssl.run("asn1parse", "-inform", "DER", "-in", "csrattrs.der").text();

    assertThat(dump).contains("challengePassword");
  }

  @Test
  @Requirement({"R7030-3.2.2-3", "R7030-4.2.3-2"})
  void whatIsNotServedSaysSoInOneLine() throws IOException {
    assertThat(statusOf("pal", "")).isEqualTo("501");
    assertThat(Files.readString(folder.resolve("answer"))).startsWith("est: ").endsWith("]\n");
  }

  private void fetch(String operation) {
    curl.run("-sS", "--fail", "--cacert", "root.pem", "-o", operation + ".b64", uri(operation));
  }

  private void newRequest(String name, String subject) throws IOException {
    openssl.run(
        ("req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -outform DER -keyout "
                + name
                + ".key -out "
                + name
                + ".csr -subj "
                + subject)
            .split(" "));
    Files.write(folder.resolve(name + ".b64"), openssl.run("base64", "-in", name + ".csr").bytes());
  }

  /** The command of the seed document, with the file's name alone changed. */
  private void postWith(String operation, String body, String... credential) {
    curl.run(with(post(operation, body, operation + ".b64"), with(credential, "--fail")));
  }

  private String statusOf(String operation, String body, String... credential) {
    String[] request =
        body.isEmpty()
            ? new String[] {"-sS", "--cacert", "root.pem", "-o", "answer", uri(operation)}
            : post(operation, body, "answer");
    String[] withStatus = with(request, with(credential, "-w", "%{http_code}"));
    return new String(curl.run(withStatus).bytes(), UTF_8);
  }

  private static String[] post(String operation, String body, String answer) {
    return new String[] {
      "-sS",
      "--cacert",
      "root.pem",
      "--data",
      "@" + body,
      "-o",
      answer,
      "-H",
      "Content-Type: application/pkcs10",
      "-H",
      "Content-Transfer-Encoding: base64",
      uri(operation)
    };
  }

  private static String uri(String operation) {
    return EST.server().uri() + "/" + operation;
  }

  private static String[] with(String[] first, String... second) {
    String[] all = java.util.Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    return all;
  }

  private ForeignTool.Output certificatesIn(String base64) {
    openssl.run("base64", "-d", "-in", base64, "-out", base64 + ".p7");
    return openssl.run("pkcs7", "-inform", "DER", "-in", base64 + ".p7", "-print_certs");
  }

  private void issuedAs(String base64, String pem) throws IOException {
    Files.write(folder.resolve(pem), certificatesIn(base64).bytes());
  }

  /** A strict path from the certificate to the root, with what /cacerts gave and nothing else. */
  private void verifyIssued(String base64) throws IOException {
    issuedAs(base64, "issued.pem");
    fetch("cacerts");
    Files.write(folder.resolve("untrusted.pem"), certificatesIn("cacerts.b64").bytes());
    openssl.run(
        "verify",
        "-x509_strict",
        "-CAfile",
        "root.pem",
        "-untrusted",
        "untrusted.pem",
        "issued.pem");
  }
}
