package org.bequest.server.config;

import java.util.stream.Collectors;

/** {@code docs/manual/configuration.md}, made from the records. */
final class ManualPage {
  private static final String HEAD =
      """
      # Configuration

      One file, `bequest.yaml`. Made by `bequest init`, checked by `bequest config check`; one key
      is explained by `bequest config explain KEY`. Unknown keys are errors. Relative paths are
      relative to the file. Durations: `30s`, `5m`, `12h`, `90d`. A secret never stands in the file:
      write `file:PATH`, `env:NAME`, or `credential:NAME` (a file in systemd's
      `$CREDENTIALS_DIRECTORY`). `<name>` is a name that you choose; the label `default` is the one
      without a path segment.

      This page is generated from the code: `BEQUEST_WRITE_DOCS=1 ./mvnw -pl server -am test`
      writes it.

      | key | type | default | meaning | since |
      |---|---|---|---|---|
      """;

  private ManualPage() {}

  static String text() {
    return HEAD
        + Configuration.explanations().stream().map(ManualPage::row).collect(Collectors.joining());
  }

  private static String row(Explanation e) {
    String fallback = e.required() ? "required" : "`" + e.fallback() + "`";
    return "| `%s` | %s | %s | %s | %s |\n"
        .formatted(e.key(), e.type().replace("|", "\\|"), fallback, e.meaning(), e.since());
  }
}
