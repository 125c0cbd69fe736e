package org.bequest.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bequest.conformance.Requirement;
import org.bequest.testkit.BequestExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A device made of Python's ssl module, which knows its own tls-unique, and OpenSSL. */
class PythonTlsTest {
  private static final String SCRIPT =
      """
      import base64, http.client, ssl, subprocess, sys
      port, user, spoil = int(sys.argv[1]), sys.argv[2], sys.argv[3] == "spoil"
      context = ssl.create_default_context(cafile="root.pem")
      context.maximum_version = ssl.TLSVersion.TLSv1_2
      connection = http.client.HTTPSConnection("localhost", port, context=context)
      connection.connect()
      binding = connection.sock.get_channel_binding("tls-unique")
      if spoil:
          binding = bytes([binding[0] ^ 1]) + binding[1:]
      with open("request.cnf", "w") as config:
          config.write("[req]\\nprompt=no\\ndistinguished_name=dn\\nattributes=a\\n"
              + "[dn]\\nCN=python\\n[a]\\nchallengePassword="
              + base64.b64encode(binding).decode() + "\\n")
      der = subprocess.run(["openssl", "req", "-new", "-newkey", "ec", "-pkeyopt",
          "ec_paramgen_curve:P-256", "-nodes", "-keyout", "key.pem", "-outform", "DER",
          "-config", "request.cnf"], check=True, capture_output=True).stdout
      connection.request("POST", "/.well-known/est/simpleenroll", base64.b64encode(der), {
          "Authorization": "Basic " + base64.b64encode(user.encode()).decode(),
          "Content-Type": "application/pkcs10"})
      answer = connection.getresponse()
      body = answer.read()
      print(answer.status)
      if answer.status == 200:
          open("answer.p7", "wb").write(base64.b64decode(body))
      """;

  @RegisterExtension
  static final BequestExtension EST =
      BequestExtension.configured(yaml -> yaml.replace("linking: off", "linking: required"));

  @TempDir Path folder;
  private ForeignTool python;
  private ForeignTool openssl;

  @BeforeEach
  void tools() throws IOException {
    openssl = ForeignTool.required("openssl", "openssl", folder);
    python = ForeignTool.required("python3", "python3", folder);
    Files.copy(EST.server().rootCertificate(), folder.resolve("root.pem"));
    Files.writeString(folder.resolve("device.py"), SCRIPT);
    EST.server().addUser("snake", "correct horse", "CN=python");
  }

  private String enrol(String how) {
    String port = Integer.toString(EST.server().port());
    return python.run("device.py", port, "snake:correct horse", how).text().strip();
  }

  @Test
  @Requirement({"R7030-3.5-2", "R7030-3.5-4", "R7030-3.5-6"})
  void itsTlsUniqueLinksItsRequest() {
    assertThat(enrol("honest")).isEqualTo("200");
    assertThat(openssl.run("pkcs7", "-inform", "DER", "-in", "answer.p7", "-print_certs").text())
        .contains("CN = python");
  }

  @Test
  @Requirement("R7030-3.5-4")
  void anotherConnectionsTlsUniqueDoesNot() {
    assertThat(enrol("spoil")).isEqualTo("400");
  }
}
