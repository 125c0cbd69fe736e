package org.bequest.client;

import java.net.URI;
import java.util.Locale;

/**
 * The web origin of an https URI (RFC 6454).
 *
 * @param host in lower case; an IPv6 address without brackets
 */
record Origin(String host, int port) {
  private static final int HTTPS = 443;

  /**
   * @throws EstException when the URI is not https
   */
  static Origin of(URI uri) {
    if (!"https".equalsIgnoreCase(uri.getScheme()) || uri.getHost() == null) {
      throw new EstException(EstException.Kind.PROTOCOL, "EST is spoken over https only");
    }
    String host = uri.getHost().toLowerCase(Locale.ROOT);
    String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    return new Origin(bare, uri.getPort() < 0 ? HTTPS : uri.getPort());
  }

  /** As it stands in a Host field. */
  String authority() {
    return port == HTTPS ? name() : hostAndPort();
  }

  /** As it stands behind CONNECT. */
  String hostAndPort() {
    return name() + ":" + port;
  }

  private String name() {
    return host.indexOf(':') < 0 ? host : "[" + host + "]";
  }
}
