package org.bequest.conformance;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** For {@link RequirementListenerTest}. */
class PlantedBroken {

  @BeforeAll
  static void breaks() {
    Assertions.fail();
  }

  @Test
  @Requirement("B")
  void neverRuns() {}
}
