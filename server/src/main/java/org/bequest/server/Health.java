package org.bequest.server;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** What a monitor may know: whether the process lives, and whether it can do its work now. */
public final class Health {
  private final Map<String, BooleanSupplier> checks;

  Health(Map<String, BooleanSupplier> checks) {
    this.checks = checks;
  }

  /** For {@code /livez}: that it answers is all that it says. */
  public boolean live() {
    return true;
  }

  /** For {@code /readyz}: every check passes. */
  public boolean ready() {
    return readiness().values().stream().allMatch(passed -> passed);
  }

  /** Each check by its name, for operators: {@code store}, {@code authority}, {@code crl}, … */
  public Map<String, Boolean> readiness() {
    Map<String, Boolean> results = new LinkedHashMap<>();
    checks.forEach((name, check) -> results.put(name, passes(check)));
    return results;
  }

  private static boolean passes(BooleanSupplier check) {
    try {
      return check.getAsBoolean();
    } catch (RuntimeException _) {
      return false;
    }
  }
}
