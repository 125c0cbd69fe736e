package org.bequest.conformance.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/**
 * Where a rule is broken for a reason: lines of rule, file and reason in {@code exceptions.tsv}.
 * Best empty.
 */
record Exceptions(List<Excepted> excepted) {

  /** One file that may break one rule. */
  record Excepted(Rule rule, String file, String reason) {

    private static Excepted parse(String line) {
      String[] columns = line.split("\t", -1);
      return new Excepted(Rule.valueOf(columns[0]), columns[1], columns[2]);
    }

    private boolean covers(Violation violation) {
      return rule == violation.rule() && file.equals(violation.file());
    }
  }

  static Exceptions load() {
    try (InputStream in = Exceptions.class.getResourceAsStream("exceptions.tsv")) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      return new Exceptions(text.lines().skip(1).map(Excepted::parse).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<Violation> notCovered(List<Violation> violations) {
    return violations.stream().filter(v -> excepted.stream().noneMatch(e -> e.covers(v))).toList();
  }

  /** Exceptions that no violation needs any more. */
  List<Excepted> unused(List<Violation> violations) {
    return excepted.stream().filter(e -> violations.stream().noneMatch(e::covers)).toList();
  }
}
