package org.bequest.admin.api;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * One thing that the API does.
 *
 * @param path segments; one in braces stands for any
 * @param open whether it is answered without an operator's certificate
 */
public record Route(String method, List<String> path, boolean open, Function<Call, Reply> handler) {
  /** For operators only. */
  static Route of(String method, String path, Function<Call, Reply> handler) {
    return new Route(method, segments(path), false, handler);
  }

  static Route open(String method, String path, Function<Call, Reply> handler) {
    return new Route(method, segments(path), true, handler);
  }

  /** What the braces match when the path fits. */
  public Optional<List<String>> match(List<String> segments) {
    if (segments.size() != path.size()
        || !IntStream.range(0, path.size()).allMatch(i -> fits(i, segments.get(i)))) {
      return Optional.empty();
    }
    return Optional.of(
        IntStream.range(0, path.size()).filter(this::isParameter).mapToObj(segments::get).toList());
  }

  /** The path as it is written in the manual. */
  public String text() {
    return "/" + String.join("/", path);
  }

  private boolean fits(int index, String segment) {
    return isParameter(index) ? !segment.isEmpty() : path.get(index).equals(segment);
  }

  private boolean isParameter(int index) {
    return path.get(index).startsWith("{");
  }

  private static List<String> segments(String path) {
    return Arrays.stream(path.split("/", -1)).filter(s -> !s.isEmpty()).toList();
  }
}
