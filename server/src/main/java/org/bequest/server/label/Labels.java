package org.bequest.server.label;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Every label of a server: one immutable snapshot, swapped whole when the configuration changes.
 */
public final class Labels {
  private final Map<String, Label> byName;
  private final Map<String, Label> forNamelessClients;

  /**
   * @throws IllegalStateException when two labels have one name
   */
  public Labels(List<Label> labels) {
    byName = byName(labels, Function.identity());
    forNamelessClients = byName(labels, Label::forNamelessClient);
  }

  /**
   * The label of exactly this name: an unknown one is never the default label.
   *
   * @param nameless whether the client sent no User-Agent; it changes spellings, nothing else
   */
  public Optional<Label> find(String name, boolean nameless) {
    return Optional.ofNullable((nameless ? forNamelessClients : byName).get(name));
  }

  private static Map<String, Label> byName(List<Label> labels, Function<Label, Label> spelling) {
    return labels.stream().collect(Collectors.toUnmodifiableMap(Label::name, spelling));
  }

  public Collection<Label> all() {
    return byName.values();
  }
}
