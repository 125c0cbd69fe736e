package org.bequest.admin.api;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.json.JsonMapper;

/**
 * One request of an operator.
 *
 * @param operator common name of the operator's certificate; empty on routes that are open to all
 * @param parameters what the braces of the route's path matched, in their order
 * @param query decoded; the first value of each name
 */
public record Call(
    String operator,
    List<String> parameters,
    Map<String, String> query,
    byte[] body,
    JsonMapper json) {
  public Call {
    parameters = List.copyOf(parameters);
    query = Map.copyOf(query);
  }

  /** The first thing that the path names. */
  public String parameter() {
    return parameters.getFirst();
  }

  /** The actor of audit entries. */
  public String actor() {
    return "operator:" + operator;
  }

  Optional<String> query(String name) {
    return Optional.ofNullable(query.get(name)).filter(v -> !v.isEmpty());
  }

  /** A whole number of the query; empty when it is none or is out of range. */
  Optional<Long> number(String name, long from, long to) {
    return query(name)
        .filter(v -> v.matches("\\d{1,18}"))
        .map(Long::parseLong)
        .filter(n -> n >= from && n <= to);
  }

  /**
   * @throws tools.jackson.core.JacksonException when the body is not this message; the router
   *     answers 400
   */
  <T> T message(Class<T> type) {
    @Nullable T message = json.readValue(body, type);
    if (message == null) {
      throw MismatchedInputException.from((JsonParser) null, type, "null is no message");
    }
    return message;
  }
}
