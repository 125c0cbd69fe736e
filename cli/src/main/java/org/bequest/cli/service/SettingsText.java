package org.bequest.cli.service;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.bequest.server.config.SecretReference;
import org.bequest.server.config.Settings;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/** Settings in the words of {@code bequest.yaml}, with every default filled in. */
final class SettingsText {
  private final YAMLMapper mapper =
      YAMLMapper.builder()
          .addModule(
              new SimpleModule()
                  .addSerializer(new Words<>(Duration.class, SettingsText::text))
                  .addSerializer(new Words<>(Path.class, Path::toString))
                  .addSerializer(new Words<>(SecretReference.class, SecretReference::toString))
                  .addSerializer(new Words<>(Enum.class, SettingsText::text)))
          .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
          .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER)
          .enable(YAMLWriteFeature.MINIMIZE_QUOTES)
          .build();

  String yaml(Settings settings) {
    return mapper.writeValueAsString(settings).stripTrailing();
  }

  Map<String, Object> tree(Settings settings) {
    return mapper.convertValue(settings, new TypeReference<>() {});
  }

  private static String text(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String text(Duration duration) {
    long seconds = duration.toSeconds();
    if (seconds % 86_400 == 0) {
      return seconds / 86_400 + "d";
    }
    if (seconds % 3_600 == 0) {
      return seconds / 3_600 + "h";
    }
    return seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
  }

  /** Writes a value as the one word that the file has for it. */
  private static final class Words<T> extends StdSerializer<T> {
    private final java.util.function.Function<T, String> word;

    Words(Class<T> type, java.util.function.Function<T, String> word) {
      super(type);
      this.word = word;
    }

    @Override
    public void serialize(T value, JsonGenerator out, SerializationContext context) {
      out.writeString(word.apply(value));
    }
  }
}
