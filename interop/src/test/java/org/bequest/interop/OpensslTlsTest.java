package org.bequest.interop;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bequest.conformance.Requirement;
import org.bequest.testkit.BequestExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What OpenSSL gets out of our TLS when it offers things that it should not. */
class OpensslTlsTest {
  private static final String ANYTHING = "ALL:COMPLEMENTOFALL:@SECLEVEL=0";

  @RegisterExtension static final BequestExtension EST = BequestExtension.started();

  @TempDir Path folder;
  private ForeignTool openssl;

  @BeforeEach
  void tool() {
    openssl = ForeignTool.required("openssl", "openssl", folder);
  }

  private ForeignTool.Output connect(String input, String... options) {
    List<String> arguments =
        new ArrayList<>(
            List.of("s_client", "-connect", "localhost:" + EST.server().port(), "-CAfile"));
    arguments.add(EST.server().rootCertificate().toString());
    arguments.addAll(Arrays.asList(options));
    return openssl.attempt(input.getBytes(US_ASCII), arguments.toArray(String[]::new));
  }

  private static void assertNoHandshake(ForeignTool.Output output) {
    assertThat(output.text()).contains("Cipher is (NONE)");
    assertThat(output.errors()).contains(" alert ");
  }

  @Test
  @Requirement("R7030-3.3.1-1")
  void theServersChainIsValidForItsName() {
    assertThat(connect("", "-verify_return_error", "-verify_hostname", "localhost").text())
        .contains("Verify return code: 0 (ok)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-tls1", "-tls1_1"})
  @Requirement("R7030-3.3-2")
  void oldVersionsAreRefused(String version) {
    assertNoHandshake(connect("", version, "-cipher", ANYTHING));
  }

  @ParameterizedTest
  @ValueSource(strings = {"eNULL", "aNULL", "PSK", "kRSA", "AES128-SHA"})
  @Requirement({"R7030-3.2.3-3", "R7030-3.3.3-2"})
  void weakAndAnonymousSuitesAreRefused(String suites) {
    assertNoHandshake(
        connect("", "-tls1_2", "-psk", "1a2b3c4d", "-cipher", suites + ":@SECLEVEL=0"));
  }

  @Test
  @Requirement("R7030-3.3-3")
  void aSessionIsResumed() {
    String session = folder.resolve("session.pem").toString();
    assertThat(connect("", "-tls1_2", "-sess_out", session).text()).contains("New, TLSv1.2");
    assertThat(connect("", "-tls1_2", "-sess_in", session).text()).contains("Reused, TLSv1.2");
  }

  @Test
  @Requirement({"R7030-3.5-8", "R9266-4.2-1"})
  void nobodyRenegotiates() {
    ForeignTool.Output output = connect("R\n", "-tls1_2");
    assertThat(output.errors()).contains("RENEGOTIATING");
    assertThat(output.errors()).contains("no renegotiation");
    assertThat(connect("", "-tls1_2").status()).isZero();
    assertThat(output.status()).isNotZero();
  }
}
