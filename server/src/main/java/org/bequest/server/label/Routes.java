package org.bequest.server.label;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.bequest.formats.wire.Reason;
import org.bequest.formats.wire.Target;

/**
 * Where EST is found: some clients know another place than RFC 7030 3.2.2, add a segment behind the
 * operation, or want a label of their own for each operation.
 */
public final class Routes {
  /** What RFC 7030 says and nothing more. */
  public static final Routes DEFAULT = new Routes(Map.of(), List.of(), Map.of());

  private final List<Prefix> prefixes;
  private final List<String> suffixes;
  private final Map<String, String> aliases;

  /**
   * @param label what a path without a label means here
   */
  private record Prefix(String path, String label) {
    /** Whether the path goes on below this prefix. */
    boolean covers(String other) {
      return other.startsWith(path) && other.startsWith("/", path.length());
    }
  }

  /**
   * @param prefixes beside the one of RFC 7030, each with the label that a path without one means;
   *     each starts with a slash and ends without one
   * @param suffixes what may stand behind an operation and means nothing; each starts with a slash
   * @param aliases further names of labels, each with the label that it means
   */
  public Routes(Map<String, String> prefixes, List<String> suffixes, Map<String, String> aliases) {
    this.prefixes =
        Stream.concat(
                Stream.of(new Prefix(Target.PREFIX, "")),
                prefixes.entrySet().stream().map(e -> new Prefix(e.getKey(), e.getValue())))
            .sorted(Comparator.comparingInt(p -> -p.path().length()))
            .toList();
    this.suffixes = List.copyOf(suffixes);
    this.aliases = Map.copyOf(aliases);
  }

  /**
   * The meaning of a path.
   *
   * @param rawPath as received, nothing decoded
   */
  public Target target(String rawPath) {
    String path = withoutSuffix(rawPath);
    for (Prefix prefix : prefixes) {
      if (prefix.covers(path)) {
        return meant(Target.parse(path, prefix.path()), prefix);
      }
    }
    return new Target.Unknown(Reason.NOT_FOUND, "not a path of this service");
  }

  private Target meant(Target target, Prefix prefix) {
    return switch (target) {
      case Target.Unknown unknown -> unknown;
      case Target.Endpoint e when e.label().isEmpty() ->
          new Target.Endpoint(e.operation(), prefix.label(), e.suffix());
      case Target.Endpoint e ->
          new Target.Endpoint(
              e.operation(), aliases.getOrDefault(e.label(), e.label()), e.suffix());
    };
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
