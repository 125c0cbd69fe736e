package org.bequest.cli.operator;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bequest.admin.message.TrialReport;
import org.bequest.cli.terminal.Terminal;

/** What a trial came to, for people and for programs. */
final class TrialLines {
  private TrialLines() {}

  static String of(TrialReport report, Terminal signs) {
    List<String> lines = new ArrayList<>();
    lines.add(
        report.identity() == null
            ? signs.cross() + " known as nobody"
            : signs.tick() + " known as " + report.identity() + " (" + report.role() + ")");
    report.facts().forEach((key, values) -> lines.add("    " + key + " = " + shown(values)));
    report
        .fired()
        .forEach(
            f -> lines.add(signs.tick() + " rule " + f.rule() + " grants " + shown(f.names())));
    report.silent().forEach(s -> lines.add("- rule " + s.rule() + " is silent: " + s.why()));
    if (report.identity() != null) {
      lines.add("  the grant: " + (report.names().isEmpty() ? "-" : shown(report.names())));
    }
    report
        .findings()
        .forEach(f ->
            lines.add(
                (f.good() ? signs.tick() : signs.cross()) + " " + f.about() + " " + f.text()));
    lines.add(
        report.issued()
            ? signs.tick() + " would be issued"
            : signs.cross() + " " + report.status() + " " + report.refusal());
    return String.join("\n", lines);
  }

  private static String shown(List<String> values) {
    return String.join(" | ", values);
  }

  static Map<String, Object> fields(TrialReport report) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("label", report.label());
    fields.put("operation", report.operation());
    fields.put("issued", report.issued());
    fields.put("status", report.status());
    fields.put("refusal", report.refusal());
    fields.put("identity", report.identity());
    fields.put("role", report.role());
    fields.put("facts", report.facts());
    fields.put("fired", report.fired());
    fields.put("silent", report.silent());
    fields.put("names", report.names());
    fields.put("findings", report.findings());
    return fields;
  }
}
