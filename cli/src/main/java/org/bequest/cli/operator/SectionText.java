package org.bequest.cli.operator;

import java.util.List;
import java.util.Map;
import org.bequest.admin.message.ConfiguredSection;
import org.bequest.cli.terminal.Terminal;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/** Sections of the configuration that is in force, as YAML for people. */
final class SectionText {
  private final YAMLMapper yaml =
      YAMLMapper.builder()
          .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER)
          .enable(YAMLWriteFeature.MINIMIZE_QUOTES)
          .build();

  void show(Terminal terminal, ConfiguredSection section) {
    terminal.result(
        yaml.writeValueAsString(Map.of(section.name(), section.settings())).stripTrailing(),
        fields(section));
  }

  /** One line each: the name, and the values of these keys. */
  static void list(Terminal terminal, List<ConfiguredSection> sections, List<String> keys) {
    for (ConfiguredSection section : sections) {
      StringBuilder line = new StringBuilder(section.name());
      keys.forEach(
          key -> line.append("  ").append(key).append(' ').append(section.settings().get(key)));
      terminal.result(line.toString(), fields(section));
    }
  }

  private static Map<String, Object> fields(ConfiguredSection section) {
    return Map.of("name", section.name(), "settings", section.settings());
  }
}
