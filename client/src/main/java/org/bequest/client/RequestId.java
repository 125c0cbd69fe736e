package org.bequest.client;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The id under which a server's log has a request, when the answer tells it. */
final class RequestId {
  /** Our own server ends its line of text with {@code [req 3f9a]}. */
  private static final Pattern IN_TEXT =
      Pattern.compile("\\s*\\[req(?:uest)?[ :=]+([A-Za-z0-9._-]{1,64})]");

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  private RequestId() {}

  /**
   * @param detail the text of the answer
   * @return empty when there is none
   */
  static String of(HttpAnswer answer, String detail) {
    return answer
        .header("X-Request-Id")
        .filter(id -> ID.matcher(id).matches())
        .orElseGet(() -> inText(detail));
  }

  /** The text without the id. */
  static String removedFrom(String detail) {
    return IN_TEXT.matcher(detail).replaceFirst("");
  }

  private static String inText(String detail) {
    Matcher found = IN_TEXT.matcher(detail);
    return found.find() ? found.group(1) : "";
  }
}
