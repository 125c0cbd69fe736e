package org.bequest.conformance.source;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The rules that need no syntax tree. */
final class TextRules {

  private static final Pattern FORBIDDEN_WORD = Pattern.compile("\\b(TODO|FIXME|XXX)\\b");

  private TextRules() {}

  static List<Violation> check(Source source) {
    List<Violation> found = new ArrayList<>();
    CommentScanner scanned = CommentScanner.scan(source.text());
    long codeLines = scanned.codeLines();
    if (codeLines > source.limits().fileLines()) {
      found.add(new Violation(Rule.FILE_LINES, source.path(), 1, codeLines + " lines of code"));
    }
    int number = 0;
    for (String line : source.text().lines().toList()) {
      number++;
      if (line.length() > Limits.LINE_LENGTH && !line.startsWith("import ")) {
        found.add(
            new Violation(Rule.LINE_LENGTH, source.path(), number, line.length() + " columns"));
      }
    }
    number = 0;
    for (String line : scanned.comments().lines().toList()) {
      number++;
      if (FORBIDDEN_WORD.matcher(line).find()) {
        found.add(new Violation(Rule.COMMENT_WORD, source.path(), number, line.strip()));
      }
    }
    return found;
  }
}
