package org.bequest.crypto.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.bequest.crypto.KeyAlgorithm;
import org.junit.jupiter.api.Test;

/** Conscrypt's engines hold two descriptors each, until they are released. */
class DescriptorsTest {
  private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
  private static final int CONNECTIONS = 100;

  private final TlsProvider provider = TlsProviders.conscrypt().orElseThrow();
  private final TlsIdentity server = Certificates.selfSigned("localhost", KeyAlgorithm.P256);
  private final SSLContext context = provider.serverContext(TlsIdentities.of(server), List::of);

  @Test
  void aReleasedEngineHoldsNoDescriptors() throws Exception {
    assumeThat(DESCRIPTORS).as("only Linux lists a process's descriptors there").exists();
    List<SSLEngine> engines = new ArrayList<>();
    for (int i = 0; i < CONNECTIONS; i++) {
      SSLEngine engine = context.createSSLEngine();
      provider.prepareServer(engine);
      engine.beginHandshake();
      engines.add(engine);
    }
    long held = open();
    engines.forEach(provider::release);

    assertThat(held - open()).isEqualTo(2 * CONNECTIONS);
  }

  @Test
  void connectionsThatEndInEveryWayLeaveNoDescriptorsBehind() throws Exception {
    assumeThat(DESCRIPTORS).as("only Linux lists a process's descriptors there").exists();
    try (EngineServer listening = EngineServer.start(provider, context, _ -> {})) {
      garbage(listening.port());
      listening.next();
      long before = open();
      for (int i = 0; i < CONNECTIONS; i++) {
        switch (i % 3) {
          case 0 -> garbage(listening.port());
          case 1 -> new Socket(InetAddress.getLoopbackAddress(), listening.port()).close();
          default -> distrust(listening.port());
        }
        listening.next();
      }

      assertThat(open() - before).isLessThan(CONNECTIONS / 2);
    }
  }

  private static void garbage(int port) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      socket.setSoTimeout(10_000);
      socket.getInputStream().readAllBytes();
    }
  }

  /** By the JDK's TLS, which holds nothing of its own. */
  private static void distrust(int port) throws IOException {
    TlsProvider client = TlsProviders.jsse();
    TlsIdentity other = Certificates.selfSigned("other", KeyAlgorithm.P256);
    SSLContext distrusting =
        client.clientContext(TlsIdentities.none(), new PinnedServer(other.certificate()));
    Socket plain = new Socket(InetAddress.getLoopbackAddress(), port);
    try (SSLSocket socket =
        (SSLSocket) distrusting.getSocketFactory().createSocket(plain, "localhost", port, true)) {
      client.prepareClient(socket, "localhost");
      socket.startHandshake();
    } catch (SSLException _) {
      return;
    }
    throw new AssertionError("the client trusted a stranger");
  }

  private static long open() throws IOException {
    try (Stream<Path> descriptors = Files.list(DESCRIPTORS)) {
      return descriptors.count();
    }
  }
}
