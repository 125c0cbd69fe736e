package org.bequest.server.support;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.bequest.crypto.tls.TlsIdentity;

/** Somebody's https server for a key set, on this machine. */
public final class KeyServer implements AutoCloseable {
  private final TlsIdentity identity = TestKeys.selfSigned("localhost");
  private final AtomicReference<String> answer = new AtomicReference<>("{\"keys\":[]}");
  private final AtomicReference<String> redirect = new AtomicReference<>("");
  private final AtomicInteger requests = new AtomicInteger();
  private final HttpsServer server;

  public KeyServer() {
    try {
      server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 8);
      server.setHttpsConfigurator(new HttpsConfigurator(context()));
      server.createContext("/", this::answer);
      server.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private SSLContext context() {
    try {
      KeyStore keys = KeyStore.getInstance("PKCS12");
      keys.load(null, null);
      Certificate[] chain = identity.chain().toArray(Certificate[]::new);
      keys.setKeyEntry("server", identity.key(), new char[0], chain);
      var factory = KeyManagerFactory.getInstance("SunX509");
      factory.init(keys, new char[0]);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(factory.getKeyManagers(), null, null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    requests.incrementAndGet();
    byte[] body = answer.get().getBytes(StandardCharsets.UTF_8);
    if (redirect.get().isEmpty()) {
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    } else {
      exchange.getResponseHeaders().add("Location", redirect.get());
      exchange.sendResponseHeaders(302, -1);
    }
    exchange.close();
  }

  public void serves(String text) {
    answer.set(text);
  }

  public void redirectsTo(URI other) {
    redirect.set(other.toString());
  }

  public int requests() {
    return requests.get();
  }

  public URI url() {
    return URI.create("https://localhost:" + server.getAddress().getPort() + "/keys");
  }

  public X509Certificate certificate() {
    return identity.chain().getFirst();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
