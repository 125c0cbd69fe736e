package org.bequest.interop.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.crypto.key.CertificatePem;
import org.bequest.interop.BouncyCastleDevice;
import org.bequest.interop.ForeignTool;
import org.bequest.testkit.BequestExtension;
import org.bouncycastle.est.ESTService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * The recorded requests are still what these clients send: line, fields in their order, spelling of
 * the body. With {@code -Dbequest.record=DIR} they are written there instead.
 */
class RecordedRequestsTest {
  @RegisterExtension static final BequestExtension EST = BequestExtension.started();

  @TempDir Path folder;
  private RequestRecorder recorder;
  private int asserted;

  @BeforeEach
  void listen() throws IOException {
    recorder = new RequestRecorder(EST.server());
    Files.copy(EST.server().rootCertificate(), folder.resolve("root.pem"));
    Files.write(
        folder.resolve("issuing.pem"), CertificatePem.encode(List.of(EST.server().issuing())));
    EST.server().addUser("alice", "correct horse", "CN=device-1");
  }

  @AfterEach
  void stop() {
    recorder.close();
  }

  @Test
  void strongSwan() throws IOException {
    var pki = ForeignTool.required("pki", "strongswan-pki", folder);
    String to = " --url https://localhost:" + recorder.port() + " --cacert root.pem --outform pem";
    pki.run(("--estca --caout ca.pem --force" + to).split(" "));
    assertRecorded("strongswan-cacerts");
    pki.runTo("device.key", "--gen --type ecdsa --size 256 --outform pem".split(" "));
    pki.runTo("device.csr", "--req --type ecdsa --in device.key --dn CN=device-1".split(" "));
    String est = "--est --cacert issuing.pem --in device.csr" + to;
    pki.runTo("device.pem", with(est, "--userpass", "alice:correct horse"));
    assertRecorded("strongswan-simpleenroll");
    pki.attempt(new byte[0], with(est, "--cert", "device.pem", "--key", "device.key"));
    assertRecorded("strongswan-simplereenroll");
  }

  @Test
  void curl() throws IOException {
    var curl = ForeignTool.required("curl", "curl", folder);
    var openssl = ForeignTool.required("openssl", "openssl", folder);
    openssl.run(
        "req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout k -out pem -subj"
            .concat(" /CN=device-1")
            .split(" "));
    openssl.run("req -in pem -outform DER -out der".split(" "));
    openssl.run("base64 -in der -out b64".split(" "));
    String as = "-sS --cacert root.pem -o answer https://localhost:" + recorder.port();
    String[] alice = {"--user", "alice:correct horse"};
    String enroll = as + "/.well-known/est/simpleenroll -H Content-Type:application/pkcs10";
    curl.run((as + "/.well-known/est/cacerts").split(" "));
    assertRecorded("curl-cacerts");
    curl.run(with(enroll + " --data @b64", alice));
    assertRecorded("curl-data");
    curl.run(with(enroll + " --data-binary @b64", alice));
    assertRecorded("curl-data-binary");
    curl.run(with(enroll + " --data-binary @pem", alice));
    assertRecorded("curl-data-binary-pem");
    curl.run(with(enroll + " --data-binary @der", alice));
    assertRecorded("curl-data-binary-der");
    curl.run(with(enroll + " --data-binary @b64 -H Transfer-Encoding:chunked", alice));
    assertRecorded("curl-chunked");
    curl.run(with(enroll + " --data-binary @b64 --http1.0", alice));
    assertRecorded("curl-http10");
    curl.run(with(as + "/.well-known/est/simpleenroll --data @b64", alice));
    assertRecorded("curl-type-forgotten");
  }

  @Test
  void bouncyCastle() throws Exception {
    KeyPair keys = KeyAlgorithm.P256.generate();
    ESTService client =
        BouncyCastleDevice.client(recorder.port(), EST.server().root(), "TLSv1.3").build();
    client.getCACerts();
    assertRecorded("bouncycastle-cacerts");
    client.getCSRAttributes();
    assertRecorded("bouncycastle-csrattrs");
    client.simpleEnroll(
        false,
        BouncyCastleDevice.request("CN=device-1", keys).build(BouncyCastleDevice.signer(keys)),
        BouncyCastleDevice.login("alice", "correct horse"));
    assertRecorded("bouncycastle-simpleenroll-first");
    assertRecorded("bouncycastle-simpleenroll");
  }

  /** The next request that came is the one of this file. */
  private void assertRecorded(String name) throws IOException {
    String request = recorder.requests().get(asserted++);
    String directory = System.getProperty("bequest.record", "");
    if (!directory.isEmpty()) {
      Files.writeString(Path.of(directory, name + ".http"), request, UTF_8);
      return;
    }
    ClientRequest known = ClientRequest.of(name);
    ClientRequest seen = ClientRequest.parse(name, request);
    assertThat(withoutVersions(seen.head())).isEqualTo(withoutVersions(known.head()));
    assertThat(seen.body()).isEqualTo(known.body());
  }

  /** A newer release of a client is the same client. */
  private static List<String> withoutVersions(List<String> head) {
    return head.stream().map(l -> l.replaceAll("^(User-Agent: [^/]+)/.*", "$1")).toList();
  }

  private static String[] with(String words, String... more) {
    List<String> all = new ArrayList<>(List.of(words.split(" ")));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }
}
