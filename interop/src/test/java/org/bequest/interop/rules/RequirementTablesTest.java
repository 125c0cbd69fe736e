package org.bequest.interop.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.bequest.conformance.RequirementTables;
import org.junit.jupiter.api.Test;

/**
 * Runs after every other test of the build (see the second execution of Surefire in this module's
 * {@code pom.xml}), for it reads what they said.
 */
class RequirementTablesTest {

  private final RequirementTables tables = RequirementTables.ofThisBuild();

  @Test
  void annotatedIdsAreInTheClauseLists() {
    assertThat(tables.unknownIds())
        .as("ids in @Requirement that no list in conformance/src/main/resources has")
        .isEmpty();
  }

  @Test
  void theCommittedTablesSayWhatTheTestsSay() {
    assumeTrue(System.getProperty("test") == null, "only the tests named by -Dtest ran");
    assumeTrue(
        tables.modulesThatDidNotRun().isEmpty(),
        () -> "the tests of these modules did not run: " + tables.modulesThatDidNotRun());
    tables.heldBySkippedTestsOnly().forEach(RequirementTablesTest::tell);
    if ("write".equals(System.getProperty("bequest.docs"))) {
      tables.write();
    }

    assertThat(tables.stale())
        .as("stale pages; run ./mvnw verify -Dbequest.docs=write and commit docs/rfc")
        .isEmpty();
  }

  private static void tell(String clause) {
    System.out.println("Held by a test that was skipped here: " + clause);
  }
}
