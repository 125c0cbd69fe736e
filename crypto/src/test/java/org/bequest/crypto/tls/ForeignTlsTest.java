package org.bequest.crypto.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.bequest.conformance.Requirement;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.crypto.tls.ChannelBinding.Kind;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Channel bindings against OpenSSL and Python, which know them by their own means. */
class ForeignTlsTest {
  private static final Pattern KEYING_MATERIAL = Pattern.compile("Keying material: ([0-9A-F]{64})");
  private static final String PYTHON =
      """
      import base64, socket, ssl, sys
      context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
      context.check_hostname = False
      context.verify_mode = ssl.CERT_NONE
      context.maximum_version = ssl.TLSVersion.TLSv1_2
      session = None
      for _ in range(2):
          raw = socket.create_connection(("127.0.0.1", int(sys.argv[1])))
          tls = context.wrap_socket(raw, server_hostname="localhost", session=session)
          tls.sendall(b"question\\n")
          tls.recv(7)
          session = tls.session
          binding = tls.get_channel_binding("tls-unique")
          print(tls.session_reused, base64.b64encode(binding).decode())
          tls.close()
      """;

  @TempDir Path folder;

  private final TlsIdentity server = Certificates.selfSigned("localhost", KeyAlgorithm.P256);

  static Stream<TlsProvider> providers() {
    return Stream.of(TlsProviders.conscrypt().orElseThrow(), TlsProviders.jsse());
  }

  @ParameterizedTest
  @MethodSource("providers")
  @Requirement("R9266-2-1")
  void opensslExportsTheSameValueOnTls13(TlsProvider provider) throws Exception {
    assumeThat(runs("openssl", "version")).as("openssl is on the path").isTrue();
    try (EngineServer listening = start(provider)) {
      Process client =
          new ProcessBuilder(
                  "openssl",
                  "s_client",
                  "-tls1_3",
                  "-connect",
                  "127.0.0.1:" + listening.port(),
                  "-keymatexport",
                  "EXPORTER-Channel-Binding",
                  "-keymatexportlen",
                  "32")
              .redirectErrorStream(true)
              .start();
      client.getOutputStream().write("question\n".getBytes(StandardCharsets.US_ASCII));
      client.getOutputStream().flush();
      ChannelBinding binding = listening.next().binding().orElseThrow();
      client.getOutputStream().close();
      String output = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      client.waitFor();

      Matcher matcher = KEYING_MATERIAL.matcher(output);
      assertThat(matcher.find()).as(output).isTrue();
      assertThat(binding.kind()).isEqualTo(Kind.TLS_EXPORTER);
      assertThat(binding.value()).isEqualTo(HexFormat.of().parseHex(matcher.group(1)));
    }
  }

  @ParameterizedTest
  @MethodSource("providers")
  @Requirement("R7030-3.5-6")
  void pythonSeesTheSameFirstFinishedOnTls12FreshAndResumed(TlsProvider provider) throws Exception {
    assumeThat(runs("python3", "-c", "import ssl")).as("python3 is on the path").isTrue();
    try (EngineServer listening = start(provider)) {
      Process client =
          new ProcessBuilder("python3", "-c", PYTHON, Integer.toString(listening.port()))
              .redirectErrorStream(true)
              .start();
      client.getOutputStream().close();
      List<String> lines =
          new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .toList();
      client.waitFor();

      assertThat(lines).hasSize(2);
      assertThat(lines.get(0)).isEqualTo("False " + binding(listening).base64());
      assertThat(lines.get(1)).isEqualTo("True " + binding(listening).base64());
    }
  }

  @ParameterizedTest
  @MethodSource("providers")
  @Requirement({"R9266-2-2", "PROJ-CB-1"})
  void onTls12TheExporterCountsOnlyWhereAnExtendedMasterSecretIsKnown(TlsProvider provider)
      throws Exception {
    assumeThat(runs("openssl", "version")).as("openssl is on the path").isTrue();
    try (EngineServer listening = start(provider)) {
      String exported = exportedOnTls12(listening, "ExtendedMasterSecret");
      List<ChannelBinding> with = listening.next().every();
      exportedOnTls12(listening, "-ExtendedMasterSecret");
      List<ChannelBinding> without = listening.next().every();

      boolean tells = provider.name().equals("jsse");
      assertThat(with.getFirst().kind()).isEqualTo(Kind.TLS_UNIQUE);
      assertThat(with.stream().skip(1))
          .hasSize(tells ? 2 : 0)
          .allMatch(b -> b.kind() == Kind.TLS_EXPORTER);
      assertThat(with.stream().anyMatch(b -> HexFormat.of().formatHex(b.value()).equals(exported)))
          .isEqualTo(tells);
      assertThat(without).extracting(ChannelBinding::kind).containsExactly(Kind.TLS_UNIQUE);
    }
  }

  private String exportedOnTls12(EngineServer listening, String option) throws Exception {
    Path configuration = folder.resolve("openssl.cnf");
    Files.writeString(
        configuration,
        "openssl_conf = all\n[all]\nssl_conf = ssl\n[ssl]\nsystem_default = tls\n[tls]\nOptions = "
            + option
            + "\n");
    ProcessBuilder builder =
        new ProcessBuilder(
                "openssl",
                "s_client",
                "-tls1_2",
                "-connect",
                "127.0.0.1:" + listening.port(),
                "-keymatexport",
                "EXPORTER-Channel-Binding",
                "-keymatexportlen",
                "32")
            .redirectErrorStream(true);
    builder.environment().put("OPENSSL_CONF", configuration.toString());
    Process client = builder.start();
    client.getOutputStream().write("question\n".getBytes(StandardCharsets.US_ASCII));
    client.getOutputStream().close();
    String output = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    client.waitFor();
    assertThat(output)
        .contains("Extended master secret: " + (option.startsWith("-") ? "no" : "yes"));
    Matcher matcher = KEYING_MATERIAL.matcher(output);
    assertThat(matcher.find()).as(output).isTrue();
    return matcher.group(1).toLowerCase(Locale.ROOT);
  }

  private static ChannelBinding binding(EngineServer listening) throws InterruptedException {
    ChannelBinding binding = listening.next().binding().orElseThrow();
    assertThat(binding.kind()).isEqualTo(Kind.TLS_UNIQUE);
    assertThat(binding.value()).hasSize(12);
    assertThat(binding.matches(Base64.getEncoder().encodeToString(binding.value()))).isTrue();
    assertThat(binding.matches("")).isFalse();
    return binding;
  }

  private EngineServer start(TlsProvider provider) throws IOException {
    return EngineServer.start(
        provider, provider.serverContext(TlsIdentities.of(server), List::of), _ -> {});
  }

  private static boolean runs(String... command) throws InterruptedException {
    try {
      return new ProcessBuilder(command).start().waitFor() == 0;
    } catch (IOException _) {
      return false;
    }
  }
}
