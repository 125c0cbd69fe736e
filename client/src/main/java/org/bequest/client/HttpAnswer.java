package org.bequest.client;

import java.util.List;
import java.util.Optional;

/**
 * A whole HTTP response.
 *
 * @param headers in their order; names in any case
 */
record HttpAnswer(int status, List<Field> headers, byte[] body) {
  record Field(String name, String value) {}

  HttpAnswer {
    headers = List.copyOf(headers);
  }

  /** The first field of this name. */
  Optional<String> header(String name) {
    return headers(name).stream().findFirst();
  }

  List<String> headers(String name) {
    return headers.stream().filter(h -> h.name().equalsIgnoreCase(name)).map(Field::value).toList();
  }
}
