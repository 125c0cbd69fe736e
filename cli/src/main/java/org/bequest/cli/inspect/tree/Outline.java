package org.bequest.cli.inspect.tree;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A tree as text for people: a line a value, the values of one structure below one another, a dash
 * before each element of a list, an exclamation mark behind what there is a finding about.
 */
public final class Outline {
  private static final int WIDEST_NAME = 32;
  private static final int WIDEST_LIST = 72;
  private static final String STEP = "  ";
  private static final String DASH = "- ";
  private static final String MARK = " !";

  private final List<String> lines = new ArrayList<>();

  private Outline() {}

  /** The lines of the tree under a name. */
  public static List<String> of(String name, Shown shown) {
    Outline outline = new Outline();
    outline.named(name, shown, new Margin("", ""), name.length());
    return List.copyOf(outline.lines);
  }

  /**
   * @param first before the first line of a value: its dash, when it is an element
   */
  private record Margin(String first, String rest) {
    Margin deeper() {
      return new Margin(rest + STEP, rest + STEP);
    }

    Margin dashed() {
      return new Margin(rest + DASH, rest + STEP);
    }
  }

  private void named(String name, Shown shown, Margin margin, int width) {
    Optional<String> line = line(shown);
    String mark = shown.findings().isEmpty() ? "" : MARK;
    if (line.isPresent()) {
      String padding = " ".repeat(Math.max(0, width - name.length()));
      lines.add(margin.first + name + padding + STEP + line.get() + mark);
      return;
    }
    lines.add(margin.first + name + mark);
    block(shown, new Margin(margin.rest, margin.rest).deeper());
  }

  private void block(Shown shown, Margin margin) {
    switch (shown.value()) {
      case Value.Fields fields -> fields(fields.fields(), margin);
      case Value.Elements elements -> elements(elements.elements(), margin);
      case Value _ -> throw new IllegalStateException("a value of one line");
    }
  }

  /** A list of nothing but a list is shown as that. */
  private void elements(List<Shown> elements, Margin margin) {
    if (elements.size() == 1
        && elements.getFirst().value() instanceof Value.Elements(List<Shown> inner)
        && elements.getFirst().findings().isEmpty()) {
      elements(inner, margin);
    } else {
      elements.forEach(e -> element(e, margin));
    }
  }

  private void fields(Map<String, Shown> fields, Margin margin) {
    int width =
        fields.entrySet().stream()
            .filter(f -> line(f.getValue()).isPresent())
            .mapToInt(f -> f.getKey().length())
            .filter(length -> length <= WIDEST_NAME)
            .max()
            .orElse(0);
    Margin next = margin;
    for (Map.Entry<String, Shown> field : fields.entrySet()) {
      named(field.getKey(), field.getValue(), next, width);
      next = new Margin(margin.rest, margin.rest);
    }
  }

  private void element(Shown element, Margin margin) {
    Optional<String> line = line(element);
    if (line.isPresent()) {
      lines.add(margin.rest + DASH + line.get() + (element.findings().isEmpty() ? "" : MARK));
      return;
    }
    if (!element.findings().isEmpty()) {
      lines.add(margin.rest + DASH + MARK.strip());
      block(element, margin.deeper());
      return;
    }
    block(element, margin.dashed());
  }

  /** The one line that it takes; a short list of such values takes one as well. */
  private static Optional<String> line(Shown shown) {
    if (!shown.brief().isEmpty()) {
      return Optional.of(Scalar.visible(shown.brief()));
    }
    Optional<String> scalar = Scalar.text(shown.value());
    if (scalar.isPresent() || !(shown.value() instanceof Value.Elements(List<Shown> elements))) {
      return scalar;
    }
    List<String> parts = new ArrayList<>();
    for (Shown element : elements) {
      Optional<String> part = element.findings().isEmpty() ? line(element) : Optional.empty();
      if (part.isEmpty()) {
        return Optional.empty();
      }
      parts.add(part.get());
    }
    String joined = String.join(", ", parts);
    return parts.size() == 1 || joined.length() <= WIDEST_LIST
        ? Optional.of(joined)
        : Optional.empty();
  }
}
