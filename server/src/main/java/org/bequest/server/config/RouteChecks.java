package org.bequest.server.config;

import java.util.Optional;
import java.util.function.BiConsumer;
import org.bequest.formats.wire.Target;

/** Prefixes, suffixes and aliases that could not be reached, or that lead nowhere. */
final class RouteChecks {
  private static final String TRAILING_SLASH = "/";

  private final Settings settings;
  private final BiConsumer<String, Complaint> fault;

  /**
   * @param fault told of a key and what is wrong there
   */
  RouteChecks(Settings settings, BiConsumer<String, Complaint> fault) {
    this.settings = settings;
    this.fault = fault;
  }

  void run() {
    settings.routes().prefixes().forEach(this::prefix);
    settings.routes().suffixes().stream()
        .filter(suffix -> !suffix.equals(TRAILING_SLASH))
        .forEach(suffix -> path("routes.suffixes", suffix));
    settings.routes().aliases().forEach(this::alias);
  }

  private void prefix(String prefix, String label) {
    String key = "routes.prefixes." + prefix;
    if (prefix.equals(Target.PREFIX)) {
      complain(key, prefix, "is served anyway, and means the default label");
    }
    path(key, prefix);
    label(key, label);
  }

  private void alias(String alias, String label) {
    String key = "routes.aliases." + alias;
    if (alias.isEmpty() || settings.labels().containsKey(alias)) {
      complain(key, alias, "is the name of a label");
    }
    Target.faultOfLabel(alias).ifPresent(reason -> complain(key, alias, reason));
    label(key, label);
  }

  private void path(String key, String path) {
    Optional<String> reason =
        path.startsWith("/") && path.length() > 1
            ? Target.faultOfLabel(path.substring(1))
            : Optional.of("not a path like /.well-known/cpo");
    reason.ifPresent(r -> complain(key, path, r));
  }

  private void label(String key, String label) {
    if (!settings.labels().containsKey(label)) {
      String hint = Similar.hint(label, settings.labels().keySet());
      fault.accept(key, new Complaint(label, "there is no such label", hint));
    }
  }

  private void complain(String key, String value, String reason) {
    fault.accept(key, new Complaint(value, reason, ""));
  }
}
