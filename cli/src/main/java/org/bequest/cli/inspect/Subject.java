package org.bequest.cli.inspect;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.bequest.cli.inspect.tree.Finding;
import org.bequest.cli.inspect.tree.Finding.Weight;
import org.bequest.cli.inspect.tree.JsonTree;
import org.bequest.cli.inspect.tree.Outline;
import org.bequest.cli.inspect.tree.Shown;

/**
 * One object of a file, recognised.
 *
 * @param name of its type
 * @param source where the type is defined; may be empty
 * @param encoding how it was encoded and wrapped
 */
record Subject(String name, String source, String encoding, long octets, Shown shown) {
  Subject but(String deviation) {
    return new Subject(name, source, encoding, octets, shown.but(deviation));
  }

  List<Finding.Located> findings() {
    return shown.allFindings("/" + name);
  }

  /** Whether anything in it weighs that much. */
  boolean has(Weight weight) {
    return findings().stream().anyMatch(f -> f.finding().weight() == weight);
  }

  String text() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s%s: %s, %,d octets"
            .formatted(name, source.isEmpty() ? "" : " (" + source + ")", encoding, octets));
    lines.addAll(Outline.of(name, shown).stream().skip(1).toList());
    List<Finding.Located> findings = findings();
    if (!findings.isEmpty()) {
      lines.add("findings");
      findings.forEach(f -> lines.add("  ! " + f.path() + ": " + f.finding().text()));
    }
    return String.join(System.lineSeparator(), lines);
  }

  Map<String, Object> fields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("type", name);
    fields.put("source", source);
    fields.put("encoding", encoding);
    fields.put("octets", octets);
    fields.put("value", JsonTree.of(shown));
    fields.put("findings", findings().stream().map(Subject::fields).toList());
    return fields;
  }

  private static Map<String, Object> fields(Finding.Located located) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("path", located.path());
    fields.put("weight", located.finding().weight().name().toLowerCase(Locale.ROOT));
    fields.put("text", located.finding().text());
    return fields;
  }
}
