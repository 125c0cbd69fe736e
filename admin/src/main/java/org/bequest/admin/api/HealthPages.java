package org.bequest.admin.api;

import java.util.List;
import java.util.Map;

/**
 * {@code /livez} and {@code /readyz}: for monitors, which have no certificate and learn no detail.
 */
final class HealthPages {
  private final Routes.Backend backend;

  HealthPages(Routes.Backend backend) {
    this.backend = backend;
  }

  List<Route> routes() {
    return List.of(
        Route.open("GET", "/livez", _ -> status("live", backend.health().live())),
        Route.open("GET", "/readyz", _ -> status("ready", backend.health().ready())),
        Route.of("GET", "/v1/health", _ -> Reply.ok(backend.health().readiness())));
  }

  private static Reply status(String what, boolean good) {
    return new Reply.Done(good ? 200 : 503, Map.of(what, good));
  }
}
