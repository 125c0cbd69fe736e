package org.bequest.interop;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bequest.conformance.Requirement;
import org.bequest.testkit.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What OpenSSL gets out of our TLS, of either provider, also when it offers what it should not. */
@ParameterizedClass
@ValueSource(strings = {"conscrypt", "jsse"})
class OpensslTlsTest {
  private static final String ANYTHING = "ALL:COMPLEMENTOFALL:@SECLEVEL=0";
  private static final Map<String, TestServer> SERVERS = new LinkedHashMap<>();
  private static final String REQUEST =
      "GET /.well-known/est/cacerts HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";

  @TempDir Path folder;
  private final TestServer server;
  private ForeignTool openssl;

  OpensslTlsTest(String provider) {
    this.server = Objects.requireNonNull(SERVERS.get(provider));
  }

  @BeforeAll
  static void start() {
    for (String provider : List.of("conscrypt", "jsse")) {
      SERVERS.put(
          provider,
          TestServer.started(
              yaml -> yaml.replace("tls:\n", "tls:\n  provider: " + provider + "\n")));
    }
  }

  @AfterAll
  static void stop() {
    SERVERS.values().forEach(TestServer::close);
    SERVERS.clear();
  }

  @BeforeEach
  void tool() {
    openssl = ForeignTool.required("openssl", "openssl", folder);
  }

  private ForeignTool.Output connect(String input, String... options) {
    List<String> arguments =
        new ArrayList<>(List.of("s_client", "-connect", "localhost:" + server.port(), "-CAfile"));
    arguments.add(server.rootCertificate().toString());
    arguments.addAll(Arrays.asList(options));
    return openssl.attempt(input.getBytes(US_ASCII), arguments.toArray(String[]::new));
  }

  /** Reads on until the server closes, as a session ticket of TLS 1.3 comes after the handshake. */
  private String session(String version, String option, String file) {
    return connect(REQUEST, version, "-ign_eof", option, file).text();
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

  @ParameterizedTest
  @CsvSource({
    "-tls1_2, -cipher, ECDHE-ECDSA-AES128-GCM-SHA256",
    "-tls1_2, -cipher, ECDHE-ECDSA-AES256-GCM-SHA384",
    "-tls1_3, -ciphersuites, TLS_AES_128_GCM_SHA256",
    "-tls1_3, -ciphersuites, TLS_AES_256_GCM_SHA384",
    "-tls1_3, -ciphersuites, TLS_CHACHA20_POLY1305_SHA256",
  })
  @Requirement("R7030-3.3-2")
  void aDeviceThatKnowsOneSuiteOfTodayIsServed(String version, String option, String suite) {
    assertThat(connect(REQUEST, version, option, suite, "-ign_eof").text())
        .contains("Cipher is " + suite, "HTTP/1.1 200 OK");
  }

  @ParameterizedTest
  @CsvSource({"-tls1_2, TLSv1.2", "-tls1_3, TLSv1.3"})
  @Requirement("R7030-3.3-3")
  void aSessionIsResumed(String option, String version) {
    String file = folder.resolve("session.pem").toString();
    assertThat(session(option, "-sess_out", file)).contains("New, " + version);
    assertThat(session(option, "-sess_in", file)).contains("Reused, " + version, "200 OK");
  }

  @Test
  @Requirement({"R7030-3.5-8", "R7030-3.5-7", "R9266-4.2-1"})
  void nobodyRenegotiates() {
    ForeignTool.Output output = connect("R\n", "-tls1_2");
    assertThat(output.errors()).contains("RENEGOTIATING");
    // OpenSSL looks at each certificate of the chain in each handshake: there was one.
    assertThat(output.errors().lines().filter("verify return:1"::equals)).hasSize(3);
  }

  @Test
  void itIsHttp11WhateverElseIsOffered() {
    assertThat(connect("", "-alpn", "h2").text()).doesNotContain("ALPN protocol: h2");
    assertThat(connect(REQUEST, "-alpn", "h2,http/1.1", "-ign_eof").text())
        .doesNotContain("ALPN protocol: h2")
        .contains("HTTP/1.1 200 OK");
  }

  @Test
  void nothingIsTakenBeforeTheHandshakeIsOver() {
    String file = folder.resolve("session.pem").toString();
    assertThat(session("-tls1_3", "-sess_out", file)).contains("Max Early Data: 0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"-noservername", "-servername elsewhere.example", "-servername localhost"})
  void theNameThatAClientAsksForDoesNotMatter(String option) {
    List<String> options = new ArrayList<>(List.of("-ign_eof"));
    options.addAll(List.of(option.split(" ")));
    assertThat(connect(REQUEST, options.toArray(String[]::new)).text())
        .contains("Verify return code: 0 (ok)", "HTTP/1.1 200 OK");
  }

  /** A certificate is asked for and not demanded, with a list that fits into small buffers. */
  @Test
  @Requirement("R7030-3.3.2-2")
  void aCertificateIsAskedForWithAShortListOfAuthorities() {
    String text = connect(REQUEST, "-tls1_2", "-ign_eof").text();
    assertThat(text)
        .contains(
            "Acceptable client certificate CA names\nCN = Bequest Issuing CA\nClient Certificate",
            "HTTP/1.1 200 OK");
  }
}
