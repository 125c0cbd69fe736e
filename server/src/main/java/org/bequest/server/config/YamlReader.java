package org.bequest.server.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** From YAML text to {@link YamlNode}s. */
final class YamlReader {
  private final JsonParser parser;
  private final Faults faults;

  private YamlReader(JsonParser parser, Faults faults) {
    this.parser = parser;
    this.faults = faults;
  }

  /** The mapping that the text is; empty, with a fault, when it is something else. */
  static Optional<YamlNode.Mapping> read(String text, Faults faults) {
    try (JsonParser parser = new YAMLMapper().createParser(text)) {
      JsonToken first = parser.nextToken();
      if (first != JsonToken.START_OBJECT) {
        faults.add(1, "", Complaint.of("a configuration is a mapping of keys to values"));
        return Optional.empty();
      }
      return Optional.of(new YamlReader(parser, faults).mapping(""));
    } catch (JacksonException e) {
      faults.add(
          Math.max(1, e.getLocation() == null ? 1 : e.getLocation().getLineNr()),
          "",
          Complaint.of("not YAML: " + firstLine(e.getOriginalMessage())));
      return Optional.empty();
    }
  }

  private YamlNode.Mapping mapping(String key) {
    int line = line();
    Map<String, YamlNode> entries = new LinkedHashMap<>();
    Map<String, Integer> lines = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      String path = key.isEmpty() ? name : key + "." + name;
      int at = line();
      if (lines.putIfAbsent(name, at) != null) {
        faults.add(at, path, Complaint.of("stands here twice, first in line " + lines.get(name)));
      }
      JsonToken value = parser.nextToken();
      entries.put(name, node(value, path));
    }
    return new YamlNode.Mapping(line, entries, lines);
  }

  private YamlNode.Sequence sequence(String key) {
    int line = line();
    List<YamlNode> items = new ArrayList<>();
    for (JsonToken token = parser.nextToken();
        token != null && token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      items.add(node(token, key + "[" + items.size() + "]"));
    }
    return new YamlNode.Sequence(line, items);
  }

  private YamlNode node(JsonToken token, String key) {
    if (token == JsonToken.START_OBJECT) {
      return mapping(key);
    }
    if (token == JsonToken.START_ARRAY) {
      return sequence(key);
    }
    return token == JsonToken.VALUE_NULL
        ? new YamlNode.Nothing(line())
        : new YamlNode.Scalar(line(), parser.getString());
  }

  private int line() {
    return parser.currentTokenLocation().getLineNr();
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse("");
  }
}
