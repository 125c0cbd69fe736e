package org.bequest.server.support;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLKeyException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509ExtendedTrustManager;
import org.bequest.crypto.tls.ChannelBinding;
import org.bequest.crypto.tls.TlsIdentities;
import org.bequest.crypto.tls.TlsProvider;
import org.bequest.crypto.tls.TlsProviders;

/** One TLS connection that says exactly what a test wants said, right or wrong. */
public final class RawClient implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 20_000;

  private final TlsProvider tls;
  private final SSLSocket socket;
  private final InputStream in;

  private RawClient(TlsProvider tls, SSLSocket socket) throws IOException {
    this.tls = tls;
    this.socket = socket;
    this.in = socket.getInputStream();
  }

  /** With TLS 1.3 and without a certificate; the JDK's TLS, which leaves no descriptors behind. */
  public static RawClient connect(int port) {
    return connect(port, TlsIdentities.none(), "TLSv1.3");
  }

  public static RawClient connect(int port, TlsIdentities identity, String version) {
    return connect(port, sessions(identity), version);
  }

  /** What connections share that resume each other's session. */
  public record Sessions(TlsProvider tls, SSLContext context) {}

  public static Sessions sessions(TlsIdentities identity) {
    TlsProvider tls = TlsProviders.jsse();
    return new Sessions(tls, tls.clientContext(identity, new TrustsAnyone()));
  }

  /** With TLS 1.3 and this cipher suite alone. */
  public static RawClient connectBy(int port, String suite) {
    return connect(port, sessions(TlsIdentities.none()), "TLSv1.3", suite);
  }

  /**
   * @param suites those that are usual, when none is named
   */
  public static RawClient connect(int port, Sessions sessions, String version, String... suites) {
    TlsProvider tls = sessions.tls();
    try {
      SSLSocket socket =
          (SSLSocket)
              sessions
                  .context()
                  .getSocketFactory()
                  .createSocket(InetAddress.getLoopbackAddress(), port);
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.setTcpNoDelay(true);
      tls.prepareClient(socket, "localhost");
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setProtocols(new String[] {version});
      if (suites.length > 0) {
        parameters.setCipherSuites(suites);
      }
      socket.setSSLParameters(parameters);
      socket.startHandshake();
      return new RawClient(tls, socket);
    } catch (IOException e) {
      throw new IllegalStateException("no connection", e);
    }
  }

  /** When the session was made; that of a resumed one is the first handshake's. */
  public long sessionMade() {
    return socket.getSession().getCreationTime();
  }

  /** tls-exporter in base64, whatever the version (RFC 9266 section 2). */
  public String exported() {
    try {
      byte[] value =
          ((ExtendedSSLSession) socket.getSession())
              .exportKeyingMaterialData("EXPORTER-Channel-Binding", new byte[0], 32);
      return Base64.getEncoder().encodeToString(value);
    } catch (SSLKeyException e) {
      throw new IllegalStateException("no exporter", e);
    }
  }

  public ChannelBinding binding() {
    return tls.channelBinding(socket).orElseThrow();
  }

  public HttpReply get(String path, String... headers) {
    return exchange(head("GET", path, headers), new byte[0]);
  }

  /** With Content-Length and application/pkcs10 in base64. */
  public HttpReply post(String path, byte[] body, String... headers) {
    List<String> all = new ArrayList<>(List.of(headers));
    all.add("Content-Type: application/pkcs10");
    return postAs(path, body, all);
  }

  public HttpReply postAs(String path, byte[] body, List<String> headers) {
    List<String> all = new ArrayList<>(headers);
    all.add("Content-Length: " + body.length);
    return exchange(head("POST", path, all.toArray(String[]::new)), body);
  }

  public HttpReply exchange(String head, byte[] body) {
    send(head);
    send(body);
    return reply(head.startsWith("HEAD "));
  }

  public static String head(String method, String path, String... headers) {
    StringBuilder head = new StringBuilder(method + " " + path + " HTTP/1.1\r\n");
    head.append("Host: localhost\r\n");
    for (String header : headers) {
      head.append(header).append("\r\n");
    }
    return head.append("\r\n").toString();
  }

  public static String basic(String user, String password) {
    byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    return "Authorization: Basic " + Base64.getEncoder().encodeToString(pair);
  }

  public void send(String text) {
    send(text.getBytes(StandardCharsets.UTF_8));
  }

  public void send(byte[] octets) {
    try {
      socket.getOutputStream().write(octets);
      socket.getOutputStream().flush();
    } catch (IOException e) {
      throw new IllegalStateException("cannot send", e);
    }
  }

  public HttpReply reply() {
    return reply(false);
  }

  private HttpReply reply(boolean bodiless) {
    try {
      List<String> head = readHead();
      int status = Integer.parseInt(head.getFirst().substring(9, 12));
      HttpReply reply = new HttpReply(status, head, new byte[0]);
      Optional<String> length = reply.header("Content-Length");
      byte[] body =
          bodiless || length.isEmpty()
              ? new byte[0]
              : in.readNBytes(Integer.parseInt(length.get()));
      return new HttpReply(status, head, body);
    } catch (IOException e) {
      throw new IllegalStateException("no answer", e);
    }
  }

  /** Whether the server has closed the connection, or does so now. */
  public boolean isClosedByServer() {
    try {
      return in.read() < 0;
    } catch (SocketTimeoutException _) {
      return false;
    } catch (IOException _) {
      return true;
    }
  }

  private List<String> readHead() throws IOException {
    List<String> lines = new ArrayList<>();
    while (true) {
      String line = readLine();
      if (line.isEmpty() && !lines.isEmpty()) {
        return lines;
      }
      lines.add(line);
    }
  }

  private String readLine() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("the server closed the connection");
      }
      if (c != '\r') {
        line.write(c);
      }
    }
    return line.toString(StandardCharsets.ISO_8859_1);
  }

  /** Ends the TCP connection without a TLS farewell, as a crashed device does. */
  public void abort() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new IllegalStateException("cannot close", e);
    }
  }

  /** These tests are about the server; what it shows is not judged. */
  private static final class TrustsAnyone extends X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
