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

  /**
   * @throws IllegalStateException when two labels have one name
   */
  public Labels(List<Label> labels) {
    byName =
        labels.stream().collect(Collectors.toUnmodifiableMap(Label::name, Function.identity()));
  }

  /** The label of exactly this name: an unknown one is never the default label. */
  public Optional<Label> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  public Collection<Label> all() {
    return byName.values();
  }
}
