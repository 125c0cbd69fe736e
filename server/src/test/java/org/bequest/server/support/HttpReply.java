package org.bequest.server.support;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * An answer as it came over the wire.
 *
 * @param head status line and fields, as received
 */
public record HttpReply(int status, List<String> head, byte[] body) {
  public HttpReply {
    head = List.copyOf(head);
  }

  public Optional<String> header(String name) {
    return headers(name).stream().findFirst();
  }

  public List<String> headers(String name) {
    return head.stream()
        .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
        .map(line -> line.substring(name.length() + 1).strip())
        .toList();
  }

  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }
}
