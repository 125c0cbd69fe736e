package org.bequest.server.names;

import java.util.List;

/** A rule with facts about a caller in it. */
sealed interface Template permits PatternTemplate, SubjectTemplate {
  /** As it stands in the configuration. */
  String text();

  /** What it comes to for this caller. */
  Firing fire(Known known);

  /** What became of a rule. */
  sealed interface Firing {
    record Fired(List<Rule> rules) implements Firing {
      public Fired {
        rules = List.copyOf(rules);
      }
    }

    /**
     * @param why one clause
     */
    record Silent(String why) implements Firing {}
  }

  /**
   * A rule as {@link org.bequest.ca.names.NameRule} reads it.
   *
   * @param hosts common names in it that look like hosts, and hold facts which nobody said may
   */
  record Rule(String text, List<String> hosts) {
    public Rule {
      hosts = List.copyOf(hosts);
    }
  }
}
