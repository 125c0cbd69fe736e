package org.bequest.conformance;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that {@link RequirementListenerTest} runs; by its name no build runs them. */
@Requirement("Z")
class Planted {

  @Test
  @Requirement({"A", "B"})
  void passes() {}

  @Test
  @Requirement("C")
  void fails() {
    assertTrue(false);
  }

  @Test
  @Requirement("D")
  void lacksATool() {
    assumeTrue(false, "no such tool");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  @Requirement("E")
  void oneRunFails(int run) {
    assertTrue(run != 2);
  }

  @TestFactory
  @Requirement("F")
  List<DynamicTest> dynamic() {
    return List.of(dynamicTest("one", () -> {}), dynamicTest("two", () -> {}));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  @Requirement("G")
  void oneRunLacksATool(int run) {
    assumeTrue(run == 1);
  }
}
