package org.bequest.client;

import java.net.URI;
import java.util.Locale;
import org.bequest.formats.wire.EstOperation;

/**
 * Where an EST service is: a prefix under which the operations are found. RFC 7030 3.1 has three
 * ways to write it, and all are read: the whole prefix with or without label, host and label, the
 * host alone.
 *
 * @param prefix absolute, {@code https}, without a slash at the end
 */
public record EstServer(URI prefix) {
  private static final String WELL_KNOWN = "/.well-known/est";

  public EstServer {
    if (!"https".equals(prefix.getScheme()) || prefix.getHost() == null) {
      throw new IllegalArgumentException("an EST server has an https URI, not " + prefix);
    }
    if (prefix.getRawUserInfo() != null
        || prefix.getRawQuery() != null
        || prefix.getRawFragment() != null) {
      throw new IllegalArgumentException("an EST URI has no user, query or fragment");
    }
  }

  /**
   * The default label of a host, or what a whole prefix says.
   *
   * @param address {@code est.example}, {@code est.example:8443}, {@code https://est.example}, or a
   *     whole prefix
   * @throws IllegalArgumentException when it is none of these
   */
  public static EstServer at(String address) {
    String uri = address.contains("://") ? address : "https://" + address;
    String trimmed = uri.replaceFirst("/+$", "");
    URI parsed = URI.create(trimmed);
    String path = parsed.getRawPath();
    boolean hostOnly = path == null || path.isEmpty();
    return new EstServer(lowerCaseScheme(hostOnly ? URI.create(trimmed + WELL_KNOWN) : parsed));
  }

  /**
   * A label of a host (RFC 7030 3.2.2): one path segment, or several.
   *
   * @param label empty for the default label
   */
  public static EstServer at(String address, String label) {
    EstServer server = at(address);
    String trimmed = label.replaceAll("^/+|/+$", "");
    return trimmed.isEmpty() ? server : new EstServer(URI.create(server.prefix + "/" + trimmed));
  }

  URI uriOf(EstOperation operation) {
    return URI.create(prefix + "/" + operation.path());
  }

  private static URI lowerCaseScheme(URI uri) {
    String scheme = uri.getScheme();
    return URI.create(scheme.toLowerCase(Locale.ROOT) + uri.toString().substring(scheme.length()));
  }
}
