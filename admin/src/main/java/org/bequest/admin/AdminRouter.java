package org.bequest.admin;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bequest.admin.api.Call;
import org.bequest.admin.api.Reply;
import org.bequest.admin.api.Route;
import org.bequest.admin.message.AdminJson;
import org.bequest.admin.message.Problem;
import org.bequest.server.http.Body;
import org.bequest.server.http.HttpAnswer;
import org.bequest.server.http.HttpHeader;
import org.bequest.server.http.HttpRequest;
import org.bequest.server.http.HttpService;
import org.bequest.server.http.RequestIds;
import org.bequest.server.http.Step;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * From a request to a route. Who asks is settled before the path is looked at, so that nobody
 * learns without a certificate which paths there are.
 */
final class AdminRouter implements HttpService {
  private static final Logger LOGGER = LoggerFactory.getLogger(AdminRouter.class);
  private static final int BODY_LIMIT = 64 * 1024;
  private static final HttpHeader NO_STORE = new HttpHeader("Cache-Control", "no-store");

  private final List<Route> routes;
  private final Operators operators;
  private final JsonMapper json = AdminJson.strict();

  AdminRouter(List<Route> routes, Operators operators) {
    this.routes = List.copyOf(routes);
    this.operators = operators;
  }

  @Override
  public Step begin(HttpRequest request) {
    String id = RequestIds.next();
    try {
      return route(request, id);
    } catch (RuntimeException e) {
      return new Step.Answered(failed(e, id));
    }
  }

  private Step route(HttpRequest request, String id) {
    List<String> segments = segments(request.path());
    Optional<Route> open = find(request.method(), segments).filter(Route::open);
    if (open.isPresent()) {
      return new Step.Answered(answer(open.get(), call(request, segments, "", new byte[0]), id));
    }
    return switch (operators.judge(request.connection().chain())) {
      case Operators.Verdict.Refused(int status, String detail) ->
          new Step.Answered(problem(status, detail, id));
      case Operators.Verdict.Operator(String name) -> dispatch(request, segments, name, id);
    };
  }

  private Step dispatch(HttpRequest request, List<String> segments, String operator, String id) {
    Optional<Route> route = find(request.method(), segments);
    if (route.isEmpty()) {
      return new Step.Answered(noRoute(segments, id));
    }
    return new Step.NeedsBody(
        BODY_LIMIT,
        body ->
            switch (body) {
              case Body.Complete(byte[] octets) ->
                  answer(route.get(), call(request, segments, operator, octets), id);
              case Body.TooLarge() -> problem(413, "a message has at most 64 KiB", id);
              case Body.Broken() -> problem(400, "the body broke off", id).closing();
            });
  }

  private HttpAnswer answer(Route route, Call call, String id) {
    try {
      Call matched =
          new Call(
              call.operator(),
              route.match(call.parameters()).orElseThrow(),
              call.query(),
              call.body(),
              json);
      return switch (route.handler().apply(matched)) {
        case Reply.Done(int status, Object body) -> json(status, body);
        case Reply.Empty() -> HttpAnswer.empty(204);
        case Reply.Refused(int status, String detail) -> problem(status, detail, id);
      };
    } catch (JacksonException e) {
      return problem(400, "not the JSON that this route takes: " + e.getOriginalMessage(), id);
    } catch (RuntimeException e) {
      return failed(e, id);
    }
  }

  /** Its parameters are all segments until a route has said which of them count. */
  private Call call(HttpRequest request, List<String> segments, String operator, byte[] body) {
    return new Call(operator, segments, query(request.query()), body, json);
  }

  private Optional<Route> find(String method, List<String> segments) {
    return routes.stream()
        .filter(r -> r.method().equals(method) && r.match(segments).isPresent())
        .findFirst();
  }

  private HttpAnswer noRoute(List<String> segments, String id) {
    List<String> methods =
        routes.stream()
            .filter(r -> r.match(segments).isPresent())
            .map(Route::method)
            .distinct()
            .toList();
    return methods.isEmpty()
        ? problem(404, "there is nothing at this path", id)
        : problem(405, "this path allows " + methods, id)
            .with(new HttpHeader("Allow", String.join(", ", methods)));
  }

  private HttpAnswer failed(RuntimeException e, String id) {
    LOGGER.error("admin request {} failed", id, e);
    return problem(500, "the server failed; its log knows more under this id", id);
  }

  private HttpAnswer problem(int status, String detail, String id) {
    byte[] body = json.writeValueAsBytes(new Problem(status, title(status), detail, id));
    return new HttpAnswer(
        status, List.of(HttpHeader.contentType("application/problem+json"), NO_STORE), body, false);
  }

  private HttpAnswer json(int status, Object body) {
    byte[] octets = json.writeValueAsBytes(body);
    return new HttpAnswer(
        status, List.of(HttpHeader.contentType("application/json"), NO_STORE), octets, false);
  }

  private static String title(int status) {
    return switch (status) {
      case 400 -> "Bad Request";
      case 401 -> "Unauthorized";
      case 403 -> "Forbidden";
      case 404 -> "Not Found";
      case 405 -> "Method Not Allowed";
      case 409 -> "Conflict";
      case 413 -> "Content Too Large";
      case 503 -> "Service Unavailable";
      default -> "Internal Server Error";
    };
  }

  /** Decoded once, after the path was split: an encoded slash is part of a name. */
  private static List<String> segments(String path) {
    return Arrays.stream(path.split("/", -1))
        .filter(s -> !s.isEmpty())
        .map(AdminRouter::decoded)
        .toList();
  }

  private static Map<String, String> query(String query) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String pair : query.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        values.putIfAbsent(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
      }
    }
    return values;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      return text;
    }
  }
}
