package org.bequest.client.trust;

import java.net.IDN;
import java.net.InetAddress;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * Does a certificate name the host that was asked for? RFC 9525: only subject alternative names
 * count, never the common name; a wildcard is the whole left-most label and stands for exactly one.
 */
final class HostNames {
  private static final int DNS_NAME = 2;
  private static final int IP_ADDRESS = 7;

  private HostNames() {}

  /**
   * @param host as it stands in the URI: a DNS name, an IPv4 address, or an IPv6 address with or
   *     without brackets
   */
  static boolean matches(X509Certificate certificate, String host) {
    try {
      String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
      return isAddress(bare) ? hasAddress(certificate, bare) : hasName(certificate, bare);
    } catch (CertificateParsingException | IllegalArgumentException e) {
      return false;
    }
  }

  private static boolean isAddress(String host) {
    return host.indexOf(':') >= 0 || host.matches("[0-9]+(\\.[0-9]+){3}");
  }

  private static boolean hasAddress(X509Certificate certificate, String host)
      throws CertificateParsingException {
    InetAddress wanted = InetAddress.ofLiteral(host);
    return alternatives(certificate, IP_ADDRESS).stream()
        .map(InetAddress::ofLiteral)
        .anyMatch(wanted::equals);
  }

  private static boolean hasName(X509Certificate certificate, String host)
      throws CertificateParsingException {
    String wanted = ascii(host);
    return alternatives(certificate, DNS_NAME).stream()
        .anyMatch(presented -> nameMatches(presented.toLowerCase(Locale.ROOT), wanted));
  }

  private static String ascii(String host) {
    String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    return IDN.toASCII(name).toLowerCase(Locale.ROOT);
  }

  static boolean nameMatches(String presented, String wanted) {
    if (!presented.startsWith("*.")) {
      return !presented.contains("*") && presented.equals(wanted);
    }
    String rest = presented.substring(1);
    int firstDot = wanted.indexOf('.');
    boolean spansARegistry = rest.indexOf('.', 1) < 0;
    return firstDot > 0
        && !spansARegistry
        && !rest.contains("*")
        && wanted.substring(firstDot).equals(rest);
  }

  private static List<String> alternatives(X509Certificate certificate, int type)
      throws CertificateParsingException {
    Collection<List<?>> names = certificate.getSubjectAlternativeNames();
    return names == null
        ? List.of()
        : names.stream()
            .filter(name -> Objects.equals(name.getFirst(), type))
            .map(name -> (String) name.get(1))
            .toList();
  }
}
