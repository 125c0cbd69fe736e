package org.bequest.server.config;

import java.util.List;
import java.util.Map;

/** YAML with line numbers. Scalars are text: what they mean is for the setting's type to say. */
sealed interface YamlNode {
  int line();

  /**
   * @param entries in the order of the file
   * @param keyLines the line of each key
   */
  record Mapping(int line, Map<String, YamlNode> entries, Map<String, Integer> keyLines)
      implements YamlNode {
    static Mapping empty(int line) {
      return new Mapping(line, Map.of(), Map.of());
    }
  }

  record Sequence(int line, List<YamlNode> items) implements YamlNode {}

  record Scalar(int line, String text) implements YamlNode {}

  /** A key without a value: the same as no key. */
  record Nothing(int line) implements YamlNode {}

  /** For messages. */
  default String kind() {
    return switch (this) {
      case Mapping _ -> "a mapping";
      case Sequence _ -> "a list";
      case Scalar _ -> "a single value";
      case Nothing _ -> "nothing";
    };
  }
}
