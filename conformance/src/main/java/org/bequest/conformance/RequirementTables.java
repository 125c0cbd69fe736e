package org.bequest.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Which clause is held by which test: the pages of {@code docs/rfc}, from one build's results. */
public final class RequirementTables {

  private final SourceTree tree;
  private final List<ClauseList> lists;
  private final List<Holding> results;
  private final List<String> missing;

  RequirementTables(
      SourceTree tree, List<ClauseList> lists, List<Holding> results, List<String> missing) {
    this.tree = tree;
    this.lists = lists;
    this.results = results;
    this.missing = missing;
  }

  /** Reads what every module's tests said in the running build. */
  public static RequirementTables ofThisBuild() {
    return read(SourceTree.ofThisBuild(), System.getProperty("bequest.build", "0"));
  }

  static RequirementTables read(SourceTree tree, String build) {
    List<Holding> results = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    for (String module : tree.modules()) {
      VerdictFolder.of(tree.root().resolve(module), build)
          .read()
          .ifPresentOrElse(
              verdicts -> verdicts.forEach(v -> results.add(new Holding(module, v))),
              () -> {
                if (hasTests(tree, module)) {
                  missing.add(module);
                }
              });
    }
    return new RequirementTables(tree, ClauseList.all(), results, missing);
  }

  private static boolean hasTests(SourceTree tree, String module) {
    return tree.testFiles(module).stream().anyMatch(f -> f.toString().endsWith("Test.java"));
  }

  /** Modules that have tests and did not run them in this build: their clauses are unknown. */
  public List<String> modulesThatDidNotRun() {
    return missing;
  }

  /** Annotated ids that no list has, each with its test. */
  public Set<String> unknownIds() {
    Set<String> known =
        lists.stream()
            .flatMap(list -> list.clauses().stream())
            .map(Clause::id)
            .collect(Collectors.toSet());
    return results.stream()
        .map(Holding::verdict)
        .filter(v -> !known.contains(v.id()))
        .map(v -> v.id() + " of " + v.test())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Clauses that only tests hold which this machine could not run, each with the reason. */
  public Set<String> heldBySkippedTestsOnly() {
    Map<String, List<Verdict>> byId =
        results.stream()
            .map(Holding::verdict)
            .collect(Collectors.groupingBy(Verdict::id, TreeMap::new, Collectors.toList()));
    return byId.values().stream()
        .filter(said -> said.stream().allMatch(v -> v.outcome() == Outcome.SKIPPED))
        .map(said -> said.getFirst().id() + ": " + said.getFirst().reason())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Every page, by its file. */
  public Map<Path, String> pages() {
    Path folder = tree.root().resolve("docs/rfc");
    List<RequirementPage> pages = lists.stream().map(this::page).toList();
    Map<Path, String> byFile = new LinkedHashMap<>();
    byFile.put(folder.resolve("README.md"), RequirementPage.index(pages));
    pages.forEach(page -> byFile.put(folder.resolve(page.list().name() + ".md"), page.markdown()));
    return byFile;
  }

  /** Files of {@code docs/rfc} that do not say what this build's tests say. */
  public List<String> stale() {
    return pages().entrySet().stream()
        .filter(page -> !page.getValue().equals(committed(page.getKey())))
        .map(page -> tree.relative(page.getKey()))
        .toList();
  }

  public void write() {
    pages().forEach(RequirementTables::write);
  }

  private RequirementPage page(ClauseList list) {
    Map<String, List<Holding>> byId =
        results.stream()
            .filter(held -> held.verdict().outcome().holds())
            .sorted()
            .collect(Collectors.groupingBy(held -> held.verdict().id()));
    return new RequirementPage(tree, list, byId);
  }

  private static String committed(Path file) {
    try {
      return Files.exists(file) ? Files.readString(file) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Path file, String text) {
    try {
      Files.createDirectories(file.resolveSibling(""));
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
