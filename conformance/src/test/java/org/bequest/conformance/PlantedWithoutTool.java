package org.bequest.conformance;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** For {@link RequirementListenerTest}. */
class PlantedWithoutTool {

  @BeforeAll
  static void lacksATool() {
    Assumptions.assumeTrue(false);
  }

  @Test
  @Requirement("A")
  void neverRuns() {}
}
