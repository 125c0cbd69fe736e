package org.bequest.client;

import java.net.URI;
import java.util.Optional;
import java.util.Set;
import org.bequest.client.EstException.Kind;

/** The rules of RFC 7030 3.2.1 for 3xx answers. */
final class Redirect {
  private static final int SEE_OTHER = 303;
  private static final Set<Integer> STATUSES = Set.of(301, 302, SEE_OTHER, 307, 308);

  private Redirect() {}

  /**
   * Where to repeat the request, with the same method.
   *
   * @return empty when the answer is no redirect
   * @throws EstException when it leads to where this request must not go
   */
  static Optional<URI> target(URI asked, HttpAnswer answer, boolean isGet) {
    return STATUSES.contains(answer.status())
        ? answer.header("Location").map(location -> target(asked, location, answer.status(), isGet))
        : Optional.empty();
  }

  private static URI target(URI asked, String location, int status, boolean isGet) {
    if (status == SEE_OTHER && !isGet) {
      throw new EstException(Kind.PROTOCOL, "the server redirects a POST to a GET");
    }
    try {
      URI target = asked.resolve(URI.create(location));
      Origin.of(target);
      if (target.getRawUserInfo() != null) {
        throw new EstException(Kind.PROTOCOL, "the server redirects to a URI with a user");
      }
      return target;
    } catch (IllegalArgumentException e) {
      throw new EstException(Kind.PROTOCOL, "the server redirects to what is no URI", e);
    }
  }
}
