package org.bequest.server.config;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Binds YAML to records and goes on after a fault, so that all faults are told at once. */
final class RecordBinder {
  private final Scalars scalars;
  private final Faults faults;

  RecordBinder(Scalars scalars, Faults faults) {
    this.scalars = scalars;
    this.faults = faults;
  }

  /** Empty when there was a fault. */
  <T> Optional<T> bind(Class<T> record, YamlNode.Mapping root) {
    T bound = section(record, root, "");
    return faults.none() ? Optional.of(bound) : Optional.empty();
  }

  private <T> T section(Class<T> record, YamlNode.Mapping mapping, String path) {
    unknownKeys(record, mapping, path);
    List<@Nullable Object> values = new ArrayList<>();
    for (RecordComponent component : Shape.components(record)) {
      values.add(component(record, component, new Place(mapping, path)));
    }
    return Shape.construct(record, values);
  }

  private record Place(YamlNode.Mapping mapping, String path) {
    String below(String key) {
      return path.isEmpty() ? key : path + "." + key;
    }
  }

  private @Nullable Object component(Class<?> record, RecordComponent component, Place place) {
    String key = Shape.key(component);
    YamlNode node = place.mapping().entries().get(key);
    Shape.Kind kind = Shape.kind(component);
    if (node == null || node instanceof YamlNode.Nothing) {
      if (kind instanceof Shape.Kind.Section(Class<?> left)) {
        return section(left, YamlNode.Mapping.empty(place.mapping().line()), place.below(key));
      }
      if (Shape.fallback(record, component).isEmpty()) {
        int line = node == null ? place.mapping().line() : node.line();
        faults.add(line, place.below(key), Complaint.of("required, and not there"));
      }
      return null;
    }
    return value(kind, node, place.below(key));
  }

  private @Nullable Object value(Shape.Kind kind, YamlNode node, String path) {
    return switch (kind) {
      case Shape.Kind.Section(Class<?> record) ->
          node instanceof YamlNode.Mapping mapping
              ? section(record, mapping, path)
              : wrong(node, path, "a mapping");
      case Shape.Kind.Named(Class<?> element) ->
          node instanceof YamlNode.Mapping mapping
              ? named(element, mapping, path)
              : wrong(node, path, "a mapping");
      case Shape.Kind.Listed(Shape.Kind element) ->
          node instanceof YamlNode.Sequence sequence
              ? listed(element, sequence, path)
              : wrong(node, path, "a list");
      case Shape.Kind.Single(Class<?> type) ->
          node instanceof YamlNode.Scalar scalar
              ? single(type, scalar, path)
              : wrong(node, path, "a single value");
    };
  }

  private Map<String, Object> named(Class<?> element, YamlNode.Mapping mapping, String path) {
    Shape.Kind kind =
        element.isRecord() ? new Shape.Kind.Section(element) : new Shape.Kind.Single(element);
    Map<String, Object> values = new LinkedHashMap<>();
    mapping
        .entries()
        .forEach((name, node) -> {
          YamlNode given =
              node instanceof YamlNode.Nothing(int line) && element.isRecord()
                  ? YamlNode.Mapping.empty(line)
                  : node;
          Object value = value(kind, given, path + "." + name);
          if (value != null) {
            values.put(name, value);
          }
        });
    return values;
  }

  /** In a list of lists, a single value stands for a list of one. */
  private List<Object> listed(Shape.Kind element, YamlNode.Sequence sequence, String path) {
    List<Object> values = new ArrayList<>();
    for (YamlNode item : sequence.items()) {
      String place = path + "[" + values.size() + "]";
      YamlNode given =
          element instanceof Shape.Kind.Listed && item instanceof YamlNode.Scalar
              ? new YamlNode.Sequence(item.line(), List.of(item))
              : item;
      Object value = value(element, given, place);
      if (value != null) {
        values.add(value);
      }
    }
    return values;
  }

  private @Nullable Object single(Class<?> type, YamlNode.Scalar scalar, String path) {
    return switch (scalars.read(type, scalar.text())) {
      case Scalars.Read.Good(Object value) -> value;
      case Scalars.Read.Bad(Complaint complaint) -> {
        faults.add(scalar.line(), path, complaint);
        yield null;
      }
    };
  }

  private @Nullable Object wrong(YamlNode node, String path, String wanted) {
    faults.add(node.line(), path, Complaint.of(wanted + " was expected, here is " + node.kind()));
    return null;
  }

  private void unknownKeys(Class<?> record, YamlNode.Mapping mapping, String path) {
    List<String> known = Shape.components(record).stream().map(Shape::key).toList();
    mapping
        .keyLines()
        .forEach((key, line) -> {
          if (!known.contains(key)) {
            String hint = Similar.hint(key, known);
            faults.add(
                line,
                path.isEmpty() ? key : path + "." + key,
                new Complaint(
                    "",
                    "unknown key",
                    hint.isEmpty() ? "the keys here are " + String.join(", ", known) : hint));
          }
        });
  }
}
