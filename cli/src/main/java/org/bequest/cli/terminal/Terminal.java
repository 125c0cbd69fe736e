package org.bequest.cli.terminal;

import java.io.Console;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where a command writes: results on standard output, either text for people or JSON for programs,
 * never both; what happens on the way on standard error.
 *
 * @param json results as JSON, one object a line
 * @param quiet no remarks on the way; failures are still told
 * @param colour ANSI colours in text for people
 */
public record Terminal(
    PrintWriter out, PrintWriter err, boolean json, boolean quiet, boolean colour) {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final boolean SIGNS = System.out.charset().newEncoder().canEncode('✓');
  private static final String GREEN = "\u001b[32m";
  private static final String RED = "\u001b[31m";
  private static final String PLAIN = "\u001b[0m";

  /** Colours are for a person at a terminal who has not set {@code NO_COLOR}. */
  @SuppressWarnings("SystemConsoleNull") // the annotated JDK still says that it can be null
  public static boolean wantsColour(Map<String, String> environment) {
    Console console = System.console();
    return console != null
        && console.isTerminal()
        && environment.getOrDefault("NO_COLOR", "").isEmpty();
  }

  /** A result: its text when people read, its fields when a program does. */
  public void result(String text, Map<String, ?> fields) {
    line(out, json ? MAPPER.writeValueAsString(fields) : text);
  }

  /** A result for each of them, or a remark that there is none. */
  public <T> void list(
      List<T> found, Function<T, String> text, Function<T, Map<String, Object>> fields) {
    found.forEach(one -> result(text.apply(one), fields.apply(one)));
    if (found.isEmpty()) {
      note("there is none");
    }
  }

  /** Text that only people need: nothing is written in JSON mode. */
  public void text(String text) {
    if (!json) {
      line(out, text);
    }
  }

  /** A remark on the way, on standard error. */
  public void note(String text) {
    if (!quiet) {
      line(err, text);
    }
  }

  public void failure(CommandFailure failure) {
    line(err, coloured(RED, "bequest: ") + failure.getMessage());
    if (!failure.advice().isEmpty()) {
      line(err, "         " + failure.advice());
    }
  }

  /** A tick for something that succeeded, or a letter where the terminal has no such sign. */
  public String tick() {
    return coloured(GREEN, SIGNS ? "✓" : "+");
  }

  public String cross() {
    return coloured(RED, SIGNS ? "✗" : "x");
  }

  private String coloured(String code, String text) {
    return colour ? code + text + PLAIN : text;
  }

  private static void line(PrintWriter writer, String text) {
    writer.println(text);
    writer.flush();
  }
}
