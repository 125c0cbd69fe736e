package org.bequest.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/**
 * A proxy that opens tunnels by CONNECT (RFC 9110 9.3.6). TLS goes through it to the server, so
 * that it sees neither requests nor credentials, and a channel binding stays true.
 *
 * @param host in lower case; an IPv6 address without brackets
 * @param credential for the proxy itself, the value of Proxy-Authorization; empty for none
 */
public record HttpProxy(String host, int port, String credential) {
  private static final int DEFAULT_PORT = 3128;
  private static final int LARGEST_PORT = 65_535;

  public HttpProxy {
    if (host.isEmpty() || port < 1 || port > LARGEST_PORT) {
      throw new IllegalArgumentException("a proxy has a host and a port");
    }
  }

  /**
   * As the environment variable {@code HTTPS_PROXY} has it.
   *
   * @param address {@code host}, {@code host:port} or {@code http://[user:password@]host[:port]}
   * @throws IllegalArgumentException when it is none of these; the message holds nothing of it
   */
  public static HttpProxy at(String address) {
    URI uri = parsed(address.contains("://") ? address : "http://" + address);
    if (!"http".equalsIgnoreCase(uri.getScheme()) || uri.getHost() == null) {
      throw new IllegalArgumentException(
          "a proxy is http://host:port; TLS to a proxy is not built");
    }
    String host = uri.getHost().toLowerCase(Locale.ROOT);
    return new HttpProxy(
        host.startsWith("[") ? host.substring(1, host.length() - 1) : host,
        uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort(),
        Optional.ofNullable(uri.getUserInfo()).map(HttpProxy::basic).orElse(""));
  }

  /** The same with a user of the proxy's. */
  public HttpProxy withUser(String user, String password) {
    return new HttpProxy(host, port, basic(user + ":" + password));
  }

  private static URI parsed(String address) {
    try {
      return URI.create(address);
    } catch (IllegalArgumentException _) {
      throw new IllegalArgumentException("not the address of a proxy");
    }
  }

  private static String basic(String pair) {
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8));
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }
}
