package org.bequest.interop.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.List;
import java.util.Optional;

/**
 * An answer as it came.
 *
 * @param head status line and fields
 * @param closed whether the server then ended the connection as TLS wants it
 */
record RawAnswer(List<String> head, byte[] body, boolean closed) {
  int status() {
    return Integer.parseInt(head.getFirst().split(" ", -1)[1]);
  }

  Optional<String> field(String name) {
    return head.stream()
        .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
        .map(line -> line.substring(name.length() + 1).strip())
        .findFirst();
  }

  String type() {
    return field("Content-Type").orElse("");
  }

  String text() {
    return new String(body, ISO_8859_1);
  }

  @Override
  public String toString() {
    return String.join("\n", head) + "\n\n" + text();
  }
}
