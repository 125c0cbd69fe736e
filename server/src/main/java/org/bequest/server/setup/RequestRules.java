package org.bequest.server.setup;

import org.bequest.ca.local.LabelRules;
import org.bequest.server.config.LabelSettings;
import org.bequest.server.label.LinkingPolicy;

/** From a label's settings to what its authority demands of requests and renewals. */
final class RequestRules {
  private RequestRules() {}

  static LabelRules of(LabelSettings label) {
    return label.linking() == LinkingPolicy.OFF ? LabelRules.DEFAULT : LabelRules.LINKED;
  }
}
