package org.bequest.interop.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.bequest.crypto.tls.TlsIdentities;
import org.bequest.testkit.TestServer;

/**
 * Stands between a client and a server and writes down what the client says. It shows the server's
 * own certificate, and nothing to the server, so that a request under a client's certificate is
 * recorded and then refused.
 */
final class RequestRecorder implements AutoCloseable {
  private final TestServer server;
  private final SSLServerSocket listener;
  private final List<String> requests = new CopyOnWriteArrayList<>();

  RequestRecorder(TestServer server) throws IOException {
    this.server = server;
    this.listener = Loopback.listen(server.deployment().parts().identities());
    listener.setWantClientAuth(true);
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return listener.getLocalPort();
  }

  /** As the files of {@link ClientRequest} have them, without their facts. */
  List<String> requests() {
    return List.copyOf(requests);
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        SSLSocket socket = (SSLSocket) listener.accept();
        Thread.ofVirtual().start(() -> relay(socket));
      } catch (IOException _) {
        return;
      }
    }
  }

  private void relay(SSLSocket client) {
    try (client;
        SSLSocket est = Loopback.connect(server.port(), TlsIdentities.none(), server.root())) {
      Optional<RawMessage> request = RawMessage.read(client.getInputStream());
      while (request.isPresent()) {
        requests.add(neutral(request.get()));
        est.getOutputStream().write(request.get().octets());
        Optional<RawMessage> answer = RawMessage.read(est.getInputStream());
        client.getOutputStream().write(answer.orElseThrow().octets());
        client.getOutputStream().flush();
        request = RawMessage.read(client.getInputStream());
      }
    } catch (IOException _) {
      // The client has gone, or would not have this server; what it said is written down.
    }
  }

  /** With words in braces for what changes from run to run. */
  private String neutral(RawMessage request) {
    List<String> head = new ArrayList<>();
    boolean chunked = false;
    for (String line : request.head()) {
      chunked |= line.matches("(?i)Transfer-Encoding: *chunked");
      head.add(
          line.replace("localhost:" + port(), "{host}")
              .replaceAll("(?i)^(Content-Length): [1-9][0-9]*$", "$1: {length}")
              .replaceAll("(?i)^(Authorization: Basic) .*$", "$1 {basic}")
              .replaceAll("(?i)^(Authorization: Digest) .*$", "$1 {digest}"));
    }
    String body = Spelling.recognise(new String(request.body(), ISO_8859_1));
    return String.join("\n", head)
        + "\n\n"
        + (chunked ? body.replace("{csr:", "{chunked:") : body)
        + "\n";
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
