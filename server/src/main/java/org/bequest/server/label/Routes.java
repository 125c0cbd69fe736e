package org.bequest.server.label;

import java.util.List;
import org.bequest.formats.wire.Reason;
import org.bequest.formats.wire.Target;

/**
 * Where EST is found: some clients know another place than RFC 7030 3.2.2, or add a segment behind
 * the operation.
 *
 * @param prefixes each starts with a slash and ends without one
 * @param suffixes what may stand behind an operation and means nothing; each starts with a slash
 */
public record Routes(List<String> prefixes, List<String> suffixes) {
  public static final Routes DEFAULT = new Routes(List.of(Target.PREFIX), List.of());

  public Routes {
    prefixes = List.copyOf(prefixes);
    suffixes = List.copyOf(suffixes);
  }

  /**
   * The meaning of a path.
   *
   * @param rawPath as received, nothing decoded
   */
  public Target target(String rawPath) {
    String path = withoutSuffix(rawPath);
    for (String prefix : prefixes) {
      if (path.startsWith(prefix) && path.startsWith("/", prefix.length())) {
        return Target.parse(path, prefix);
      }
    }
    return new Target.Unknown(Reason.NOT_FOUND, "not a path of this service");
  }

  private String withoutSuffix(String path) {
    for (String suffix : suffixes) {
      if (path.endsWith(suffix)) {
        return path.substring(0, path.length() - suffix.length());
      }
    }
    return path;
  }
}
