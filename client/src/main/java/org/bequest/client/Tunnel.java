package org.bequest.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks a proxy for a way to a server. Reads no octet further than the proxy's own answer. */
final class Tunnel {
  private static final int LONGEST_HEAD = 16 * 1024;
  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([0-9]{3})(?: .*)?");

  private Tunnel() {}

  /**
   * @param tcp connected to the proxy; what follows on it reaches the server
   * @throws IOException when the proxy will not
   */
  static void open(Socket tcp, HttpProxy proxy, Origin server) throws IOException {
    String target = server.hostAndPort();
    StringBuilder head = new StringBuilder("CONNECT " + target + " HTTP/1.1\r\n");
    head.append("Host: ").append(target).append("\r\n");
    if (!proxy.credential().isEmpty()) {
      head.append("Proxy-Authorization: ").append(proxy.credential()).append("\r\n");
    }
    tcp.getOutputStream().write(head.append("\r\n").toString().getBytes(US_ASCII));
    tcp.getOutputStream().flush();
    int status = status(head(tcp));
    if (status / 100 != 2) {
      throw new IOException(
          "the proxy "
              + proxy
              + (status == 407 ? " wants a user and a password" : " answered " + status));
    }
  }

  private static int status(String head) throws IOException {
    Matcher matcher = STATUS.matcher(head.lines().findFirst().orElse(""));
    if (!matcher.matches()) {
      throw new IOException("the proxy did not answer in HTTP/1.1");
    }
    return Integer.parseInt(matcher.group(1));
  }

  /** Octet by octet: what comes after the empty line is the server's. */
  private static String head(Socket tcp) throws IOException {
    var head = new ByteArrayOutputStream();
    int ends = 0;
    while (ends < 2) {
      int octet = tcp.getInputStream().read();
      if (octet < 0 || head.size() == LONGEST_HEAD) {
        throw new EOFException("the proxy gave no whole answer");
      }
      head.write(octet);
      ends = octet == '\n' ? ends + 1 : octet == '\r' ? ends : 0;
    }
    return head.toString(ISO_8859_1);
  }
}
