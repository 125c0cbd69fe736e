package org.bequest.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RequirementTablesTest {

  private static final String TEST = "org.bequest.server.RouterTest#answers";

  @TempDir Path root;

  @BeforeEach
  void aModuleWithATest() throws IOException {
    create("server/pom.xml");
    create("server/src/main/java/org/bequest/server/Router.java");
    create("server/src/test/java/org/bequest/server/RouterTest.java");
  }

  @Test
  void aPassedTestHoldsItsClauseAndIsFoundFromTheTable() throws IOException {
    said("R7030-3.2.2-1", Outcome.PASSED);
    tables().write();

    assertThat(Files.readString(root.resolve("docs/rfc/rfc7030.md")))
        .contains("172 clauses: 1 held, 171 gaps.")
        .contains(
            "| R7030-3.2.2-1 | MUST | S | Serve under `/.well-known/est`. "
                + "| [Router](../../server/src/main/java/org/bequest/server/Router.java) "
                + "| [RouterTest](../../server/src/test/java/org/bequest/server/RouterTest.java)"
                + " answers |")
        .containsPattern("\\| R7030-3\\.1-1 \\| MUST \\| C \\| .* \\|  \\| gap \\|");
    assertThat(Files.readString(root.resolve("docs/rfc/README.md"))).contains("| 172 | 1 | 171 |");
  }

  @Test
  void aFailedTestHoldsNothing() {
    said("R7030-3.2.2-1", Outcome.FAILED);
    assertThat(page("rfc7030")).contains("0 held, 172 gaps");
  }

  @Test
  void theTablesDoNotDependOnWhatIsInstalled() {
    said("S-05", Outcome.SKIPPED);
    assertThat(page("security")).contains("1 held");
    assertThat(tables().heldBySkippedTestsOnly()).containsExactly("S-05: why");

    said("S-05", Outcome.PASSED);
    assertThat(tables().heldBySkippedTestsOnly()).isEmpty();
  }

  @Test
  void writtenTablesAreStaleOnceATestIsAdded() {
    said("S-05", Outcome.PASSED);
    tables().write();
    assertThat(tables().stale()).isEmpty();

    said("S-06", Outcome.PASSED);
    assertThat(tables().stale()).containsExactly("docs/rfc/README.md", "docs/rfc/security.md");
  }

  @Test
  void modulesThatDidNotRunInThisBuildAreNamed() throws IOException {
    assertThat(tables().modulesThatDidNotRun()).containsExactly("server");
    create("empty/pom.xml");
    said("S-05", Outcome.PASSED);
    assertThat(tables().modulesThatDidNotRun()).isEmpty();
  }

  @Test
  void unknownIdsAreNamedWithTheirTest() {
    said("R7030-0", Outcome.PASSED);
    assertThat(tables().unknownIds()).containsExactly("R7030-0 of " + TEST);
  }

  @Test
  void theClauseListsAreWellFormed() {
    Set<String> ids = new HashSet<>();
    for (ClauseList list : ClauseList.all()) {
      assertThat(list.clauses()).isNotEmpty();
      for (Clause clause : list.clauses()) {
        assertThat(ids.add(clause.id())).as("unique %s", clause.id()).isTrue();
        assertThat(clause.who()).isIn("S", "C", "B");
        assertThat(clause.text()).isNotBlank().doesNotContain("|");
      }
    }
  }

  private void said(String id, Outcome outcome) {
    VerdictFolder.of(root.resolve("server"), "7")
        .write(List.of(new Verdict(id, TEST, outcome, "why")));
  }

  private RequirementTables tables() {
    return RequirementTables.read(new SourceTree(root), "7");
  }

  private String page(String name) {
    return tables().pages().getOrDefault(root.resolve("docs/rfc/" + name + ".md"), "");
  }

  private void create(String file) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.resolveSibling(""));
    Files.createFile(path);
  }
}
