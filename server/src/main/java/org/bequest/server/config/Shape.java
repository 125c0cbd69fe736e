package org.bequest.server.config;

import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a record of settings looks like from the file: the one place that asks about its class. */
final class Shape {
  private Shape() {}

  /** The kind of value that a key has. */
  sealed interface Kind {
    record Section(Class<?> record) implements Kind {}

    /** Names that the file chooses, each with a section or a text. */
    record Named(Class<?> element) implements Kind {}

    record Listed(Kind element) implements Kind {}

    record Single(Class<?> type) implements Kind {}
  }

  static List<RecordComponent> components(Class<?> record) {
    return List.of(record.getRecordComponents());
  }

  /** {@code renewBefore} is {@code renew-before}. */
  static String key(RecordComponent component) {
    return component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }

  static Kind kind(RecordComponent component) {
    return kind(component.getGenericType());
  }

  private static Kind kind(Type type) {
    if (type instanceof ParameterizedType of) {
      return of.getRawType() == List.class
          ? new Kind.Listed(kind(of.getActualTypeArguments()[0]))
          : new Kind.Named((Class<?>) of.getActualTypeArguments()[1]);
    }
    Class<?> plain = (Class<?>) type;
    return plain.isRecord() ? new Kind.Section(plain) : new Kind.Single(plain);
  }

  /** Calls the canonical constructor; null means left out. */
  static <T> T construct(Class<T> record, List<@Nullable Object> values) {
    Class<?>[] types =
        components(record).stream().map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      Constructor<T> constructor = record.getDeclaredConstructor(types);
      return constructor.newInstance(values.toArray());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(record + " is not a record of settings", e);
    }
  }

  /** What a component is when nothing is configured; empty when it has to be. */
  static Optional<Object> fallback(Class<?> record, RecordComponent component) {
    @Nullable Object[] nothing = new @Nullable Object[components(record).size()];
    return value(component, construct(record, Arrays.asList(nothing)));
  }

  /** The value of a component; empty when there is none. */
  static Optional<Object> value(RecordComponent component, Object record) {
    try {
      return Optional.ofNullable(component.getAccessor().invoke(record));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(record.getClass() + " is not a record of settings", e);
    }
  }
}
