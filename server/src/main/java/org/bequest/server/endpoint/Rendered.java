package org.bequest.server.endpoint;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.bequest.server.http.HttpAnswer;
import org.bequest.server.label.Label;

/**
 * Answers that are the same for everybody, rendered once for each label and again only when what
 * they are made of has changed.
 *
 * @param <T> an element of what they are made of
 */
final class Rendered<T> {
  private record Entry<T>(List<T> source, HttpAnswer answer) {}

  private final Cache<Label, Entry<T>> entries = Caffeine.newBuilder().weakKeys().build();
  private final BiPredicate<T, T> same;

  Rendered(BiPredicate<T, T> same) {
    this.same = same;
  }

  HttpAnswer get(Label label, List<T> source, Function<List<T>, HttpAnswer> render) {
    Entry<T> entry = entries.getIfPresent(label);
    if (entry == null || !same(entry.source, source)) {
      entry = new Entry<>(List.copyOf(source), render.apply(source));
      entries.put(label, entry);
    }
    return entry.answer;
  }

  private boolean same(List<T> before, List<T> now) {
    if (before.size() != now.size()) {
      return false;
    }
    for (int i = 0; i < before.size(); i++) {
      if (!same.test(before.get(i), now.get(i))) {
        return false;
      }
    }
    return true;
  }
}
