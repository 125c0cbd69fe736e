package org.bequest.server.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/** What every key means: shapes and defaults from the records, words from the table beside. */
final class Explanations {
  private static final String TABLE = "explanations.properties";
  private static final String SINCE = "0.1";
  private static final String ANY = "<name>";

  private final Properties words;
  private final List<Explanation> all = new ArrayList<>();

  private Explanations(Properties words) {
    this.words = words;
    section(Settings.class, "");
  }

  static Explanations standard() {
    Properties words = new Properties();
    try (InputStream table = Explanations.class.getResourceAsStream(TABLE)) {
      if (table == null) {
        throw new IllegalStateException(TABLE + " is missing");
      }
      words.load(new InputStreamReader(table, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Explanations(words);
  }

  List<Explanation> all() {
    return List.copyOf(all);
  }

  Properties words() {
    return words;
  }

  Optional<Explanation> find(String key) {
    return all.stream().filter(e -> e.key().equals(key) || matches(e.key(), key)).findFirst();
  }

  private static boolean matches(String pattern, String key) {
    String[] wanted = pattern.split("\\.", -1);
    String[] given = key.split("\\.", -1);
    if (wanted.length != given.length) {
      return false;
    }
    for (int i = 0; i < wanted.length; i++) {
      if (!wanted[i].equals(ANY) && !wanted[i].equals(given[i])) {
        return false;
      }
    }
    return true;
  }

  private void section(Class<?> record, String path) {
    for (RecordComponent component : Shape.components(record)) {
      String key = path.isEmpty() ? Shape.key(component) : path + "." + Shape.key(component);
      String fallback = Shape.fallback(record, component).map(Scalars::show).orElse("");
      switch (Shape.kind(component)) {
        case Shape.Kind.Section(Class<?> below) -> section(below, key);
        case Shape.Kind.Named(Class<?> element) -> named(element, key);
        case Shape.Kind.Listed(Shape.Kind element) -> listed(key, element, fallback);
        case Shape.Kind.Single(Class<?> type) -> add(key, Scalars.name(type), fallback);
      }
    }
  }

  private void listed(String key, Shape.Kind element, String fallback) {
    switch (element) {
      case Shape.Kind.Section(Class<?> below) -> section(below, key + "[]");
      case Shape.Kind.Named(Class<?> below) -> named(below, key + "[]");
      case Shape.Kind.Listed(Shape.Kind below) -> listed(key, below, fallback);
      case Shape.Kind.Single(Class<?> type) -> add(key, "list of " + Scalars.name(type), fallback);
    }
  }

  private void named(Class<?> element, String key) {
    if (element.isRecord()) {
      section(element, key + "." + ANY);
    } else {
      add(key + "." + ANY, Scalars.name(element), "not there");
    }
  }

  private void add(String key, String type, String fallback) {
    all.add(new Explanation(key, type, fallback, words.getProperty(key, ""), SINCE));
  }
}
