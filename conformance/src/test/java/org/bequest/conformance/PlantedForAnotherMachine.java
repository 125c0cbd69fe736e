package org.bequest.conformance;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** For {@link RequirementListenerTest}. */
@EnabledIfSystemProperty(named = "org.bequest.no-such-machine", matches = "yes")
class PlantedForAnotherMachine {

  @Test
  @Requirement("C")
  void neverRuns() {}
}
