package org.bequest.conformance.source;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells code from comments; quotation marks in literals and comments do not confuse it. */
record CommentScanner(String code, String comments) {

  /** In this order: text block, string, character, comments. Possessive, so that none overflows. */
  private static final Pattern TOKEN =
      Pattern.compile(
          """
          (?sx)
          (?<literal> \"""(?:[^\\\\"]++|\\\\.|"(?!""))*+\"""
                    | "(?:[^\\\\"\\n]++|\\\\.)*+"
                    | '(?:[^\\\\'\\n]++|\\\\.)*+' )
          | (?<comment> //[^\\n]*+ | /\\*.*?\\*/ )
          """);

  private static final Pattern NOT_NEWLINE = Pattern.compile("[^\\n]");

  /** Both halves keep the line structure of the whole. */
  static CommentScanner scan(String text) {
    StringBuilder code = new StringBuilder();
    StringBuilder comments = new StringBuilder();
    Matcher token = TOKEN.matcher(text);
    int from = 0;
    while (token.find()) {
      boolean comment = token.group("comment") != null;
      String before = text.substring(from, token.start());
      code.append(before).append(comment ? blank(token.group()) : token.group());
      comments.append(blank(before)).append(comment ? token.group() : blank(token.group()));
      from = token.end();
    }
    String rest = text.substring(from);
    return new CommentScanner(code + rest, comments + blank(rest));
  }

  long codeLines() {
    return code.lines().filter(line -> !line.isBlank()).count();
  }

  private static String blank(String text) {
    return NOT_NEWLINE.matcher(text).replaceAll(" ");
  }
}
