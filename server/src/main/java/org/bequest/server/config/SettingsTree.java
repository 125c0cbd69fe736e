package org.bequest.server.config;

import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Settings in the words of {@code bequest.yaml}, with every default filled in, as maps, lists,
 * texts, numbers and truth values. Of a secret it has where it is kept.
 */
public final class SettingsTree {
  private SettingsTree() {}

  /**
   * @param section a record of settings
   */
  public static Map<String, Object> of(Record section) {
    Map<String, Object> tree = new LinkedHashMap<>();
    for (RecordComponent component : Shape.components(section.getClass())) {
      Shape.value(component, section).ifPresent(v -> tree.put(Shape.key(component), value(v)));
    }
    return tree;
  }

  private static Object value(Object value) {
    return switch (value) {
      case SecretReference secret -> secret.toString();
      case Record section -> of(section);
      case Map<?, ?> named ->
          named.entrySet().stream()
              .collect(
                  Collectors.toMap(
                      e -> String.valueOf(e.getKey()),
                      e -> value(e.getValue()),
                      (a, _) -> a,
                      TreeMap::new));
      case List<?> list ->
          list.stream().map(SettingsTree::element).map(SettingsTree::value).toList();
      case Boolean truth -> truth;
      case Integer number -> number;
      case String text -> text;
      default -> Scalars.show(value);
    };
  }

  /** A list of one in a list is written without its brackets. */
  private static Object element(Object element) {
    return element instanceof List<?> list && list.size() == 1 ? list.getFirst() : element;
  }
}
