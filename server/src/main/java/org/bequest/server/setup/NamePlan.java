package org.bequest.server.setup;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.bequest.server.config.LabelSettings.Authentication;
import org.bequest.server.config.NamesSettings;
import org.bequest.server.names.NameRules;
import org.bequest.server.names.RuleSet;

/** From configured rules about names to rules that are asked. */
final class NamePlan {
  private NamePlan() {}

  static NameRules of(NamesSettings names) {
    if (!names.present()) {
      return NameRules.NONE;
    }
    List<RuleSet> particular = names.rules().values().stream().map(NamePlan::set).toList();
    Map<String, Pattern> patterns =
        names.patterns().entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, e -> Pattern.compile(e.getValue())));
    return NameRules.of(
        RuleSet.forAll(names.subject(), names.grants()), particular, patterns, names.keepOwn());
  }

  private static RuleSet set(NamesSettings.Rules rules) {
    Set<String> ways =
        rules.authenticators().stream().map(NamePlan::word).collect(Collectors.toSet());
    return new RuleSet(ways, Set.copyOf(rules.anchors()), rules.subject(), rules.grants());
  }

  /** As facts have it, and the file. */
  private static String word(Authentication way) {
    return way.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
