package org.bequest.server.names;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.bequest.server.auth.Facts;

/**
 * The facts about one caller as far as rules may use them.
 *
 * @param patterns what the text of a fact must match, for some
 */
record Known(Facts facts, Map<String, Pattern> patterns) {
  private static final int MOST_COMBINATIONS = 64;

  /** Values for the facts of a rule, or why it has none. */
  sealed interface Values {
    /**
     * @param combinations at least one; each has a value for each fact
     */
    record Usable(List<Map<String, String>> combinations) implements Values {}

    /**
     * @param why one clause
     */
    record Missing(String why) implements Values {}
  }

  /** A fact where a rule has it. */
  record Use(String key, Place place) {}

  /** Every combination of values that fit; one without values when the rule has no facts. */
  Values values(List<Use> uses) {
    List<Map<String, String>> combinations = List.of(Map.of());
    for (String key : uses.stream().map(Use::key).distinct().toList()) {
      List<String> given = facts.of(key);
      if (given.isEmpty()) {
        return new Values.Missing("nothing is known about " + key);
      }
      List<Place> places = uses.stream().filter(u -> u.key().equals(key)).map(Use::place).toList();
      List<String> fitting = given.stream().filter(v -> fault(key, v, places).isEmpty()).toList();
      if (fitting.isEmpty()) {
        return new Values.Missing(key + " " + fault(key, given.getFirst(), places).orElseThrow());
      }
      if (combinations.size() * fitting.size() > MOST_COMBINATIONS) {
        return new Values.Missing(key + " has too many values");
      }
      combinations = combined(combinations, key, fitting);
    }
    return new Values.Usable(combinations);
  }

  /** Whether the configuration says what each of these facts may look like. */
  boolean vetted(List<String> keys) {
    return patterns.keySet().containsAll(keys);
  }

  private Optional<String> fault(String key, String value, List<Place> places) {
    Optional<String> unfit = places.stream().flatMap(p -> p.fault(value).stream()).findFirst();
    Pattern pattern = patterns.get(key);
    return unfit.isPresent() || pattern == null || pattern.matcher(value).matches()
        ? unfit
        : Optional.of("does not match its pattern");
  }

  private static List<Map<String, String>> combined(
      List<Map<String, String>> combinations, String key, List<String> values) {
    List<Map<String, String>> more = new ArrayList<>();
    for (Map<String, String> combination : combinations) {
      for (String value : values) {
        Map<String, String> one = new HashMap<>(combination);
        one.put(key, value);
        more.add(one);
      }
    }
    return more;
  }
}
