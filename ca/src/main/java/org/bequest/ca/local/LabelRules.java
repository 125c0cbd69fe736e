package org.bequest.ca.local;

import org.bequest.ca.demand.DemandRules;

/** What a label says to its authority beyond the profile. */
public record LabelRules(DemandRules demands, RenewalRules renewal) {
  /** Nothing. */
  public static final LabelRules DEFAULT = new LabelRules(DemandRules.NONE, RenewalRules.DEFAULT);

  /** Requests are linked to their connection, and nothing else. */
  public static final LabelRules LINKED = new LabelRules(DemandRules.LINKED, RenewalRules.DEFAULT);
}
