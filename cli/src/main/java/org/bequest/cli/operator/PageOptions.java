package org.bequest.cli.operator;

import java.util.Map;
import picocli.CommandLine.Option;

/** Which lines of a long list are shown, for lists that can be gone through page by page. */
final class PageOptions {
  @Option(
      names = "--label",
      defaultValue = "",
      description = "Of this label only; default is the one without a name.")
  private String label;

  @Option(
      names = "--text",
      defaultValue = "",
      description = "Part of the first word of a line, of the subject or of who asked.")
  private String text;

  @Option(
      names = "--limit",
      defaultValue = "100",
      description = "At most so many, up to 1000. Default: ${DEFAULT-VALUE}")
  private int limit;

  @Option(
      names = "--after",
      defaultValue = "",
      paramLabel = "WORD",
      description = "Go on after the line that begins so, the last of the page before.")
  private String after;

  /**
   * @param state only those; empty for all
   */
  Map<String, String> filters(String state) {
    return Map.of(
        "state", state,
        "label", label,
        "text", text,
        "limit", Integer.toString(limit),
        "after", after);
  }
}
