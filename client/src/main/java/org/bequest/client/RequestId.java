package org.bequest.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The id under which a server's log has a request, when the answer tells it. */
final class RequestId {
  private static final Pattern IN_TEXT =
      Pattern.compile("(?i)request(?:[ -]?id)?[ :=]+([A-Za-z0-9][A-Za-z0-9._-]{3,63})");
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  private RequestId() {}

  /** Empty when there is none. */
  static String of(HttpAnswer answer) {
    return answer
        .header("X-Request-Id")
        .filter(id -> ID.matcher(id).matches())
        .orElseGet(() -> inText(answer));
  }

  private static String inText(HttpAnswer answer) {
    int length = Math.min(answer.body().length, 1000);
    Matcher found = IN_TEXT.matcher(new String(answer.body(), 0, length, UTF_8));
    return found.find() ? found.group(1) : "";
  }
}
