package org.bequest.interop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.bequest.conformance.Requirement;
import org.bequest.crypto.secret.PasswordHash;
import org.bequest.crypto.secret.Secret;
import org.bequest.server.auth.DigestKeys;
import org.bequest.store.AuditEntry;
import org.bequest.store.CredentialStore.User;
import org.bequest.testkit.BequestExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** HTTP Digest as curl speaks it, which knows SHA-256 and stale nonces. */
@Requirement({"R7030-3.2.3-1", "R7030-3.2.3-6"})
class CurlDigestTest {
  @RegisterExtension
  static final BequestExtension EST =
      BequestExtension.configured(yaml ->
          yaml.replace("[client-certificate, one-time-password, basic]", "[digest, basic]"));

  @TempDir Path folder;
  private ForeignTool curl;

  @BeforeEach
  void tools() throws IOException {
    curl = ForeignTool.required("curl", "curl", folder);
    Files.copy(EST.server().rootCertificate(), folder.resolve("root.pem"));
    ForeignTool.required("openssl", "openssl", folder)
        .run(
            ("req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -out device.csr -keyout"
                    + " device.key -subj /CN=device-1")
                .split(" "));
    try (Secret password = Secret.of("correct \"horse\"")) {
      var parts = EST.server().deployment().parts();
      var user =
          new User(
              "alice",
              PasswordHash.hash(password),
              "",
              List.of("CN=device-1"),
              DigestKeys.of("alice", "correct \"horse\"", "est", false));
      var audit =
          new AuditEntry(
              parts.clock().instant(), "user.put", "operator:test", "alice", "ok", Map.of());
      parts.store().credentials().putUser(user, audit);
    }
  }

  private ForeignTool.Output enrol(String scheme, String password) {
    return curl.run(
        "-sS",
        "-v",
        scheme,
        "--cacert",
        "root.pem",
        "--user",
        "alice:" + password,
        "--data-binary",
        "@device.csr",
        "-H",
        "Content-Type: application/pkcs10",
        "-o",
        "answer",
        "-w",
        "%{http_code}",
        EST.server().uri() + "/simpleenroll");
  }

  @Test
  void curlEnrolsWithDigestAndSha256() {
    ForeignTool.Output output = enrol("--digest", "correct \"horse\"");
    assertThat(new String(output.bytes(), UTF_8)).isEqualTo("200");
    assertThat(output.errors())
        .contains("Authorization: Digest", "algorithm=SHA-256")
        .doesNotContain("horse\\\"");
  }

  @Test
  void curlChoosesDigestWhereItMay() {
    ForeignTool.Output output = enrol("--anyauth", "correct \"horse\"");
    assertThat(new String(output.bytes(), UTF_8)).isEqualTo("200");
    assertThat(output.errors()).contains("algorithm=SHA-256").doesNotContain("Basic Y");
  }

  @Test
  void aWrongPasswordIsRefused() {
    assertThat(new String(enrol("--digest", "wrong horse").bytes(), UTF_8)).isEqualTo("401");
  }
}
