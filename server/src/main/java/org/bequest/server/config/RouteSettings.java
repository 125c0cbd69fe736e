package org.bequest.server.config;

import java.util.List;
import java.util.Map;

/**
 * Where EST is found beside {@code /.well-known/est}, which is always served.
 *
 * @param prefixes further prefixes, each with the label that its paths without one mean
 * @param suffixes what may stand behind an operation and means nothing
 * @param aliases further names of labels
 */
public record RouteSettings(
    Map<String, String> prefixes, List<String> suffixes, Map<String, String> aliases) {
  public RouteSettings {
    prefixes = prefixes == null ? Map.of() : Map.copyOf(prefixes);
    suffixes = suffixes == null ? List.of() : List.copyOf(suffixes);
    aliases = aliases == null ? Map.of() : Map.copyOf(aliases);
  }
}
