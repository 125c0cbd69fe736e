package org.bequest.conformance.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bequest.conformance.SourceTree;
import org.junit.jupiter.api.Test;

class SourceRulesTest {

  private static final String CLASS = "class A {\n%s}\n";

  @Test
  void theTreeKeepsItsBudgets() {
    SourceTree tree = SourceTree.ofThisBuild();
    List<Violation> violations = SourceRules.check(production(tree), tests(tree));
    Exceptions exceptions = Exceptions.load();

    assertThat(exceptions.notCovered(violations)).isEmpty();
    assertThat(exceptions.unused(violations)).as("exceptions that nothing needs").isEmpty();
  }

  @Test
  void theTreeIsNotEmpty() {
    SourceTree tree = SourceTree.ofThisBuild();
    assertThat(production(tree)).hasSizeGreaterThan(20);
    assertThat(tests(tree)).isNotEmpty();
  }

  @Test
  void longMethods() {
    assertThat(production(CLASS.formatted(method(40)))).isEmpty();
    assertThat(production(CLASS.formatted(method(41)))).containsExactly(Rule.METHOD_LINES);
    assertThat(test(CLASS.formatted(method(60)))).isEmpty();
    assertThat(test(CLASS.formatted(method(61)))).containsExactly(Rule.METHOD_LINES);
  }

  @Test
  void annotationsAndDocCommentsAreNotPartOfAMethod() {
    String documented = "/** Doc.\n * Doc.\n */\n@Deprecated\n@SuppressWarnings(\n\"all\")\n";
    assertThat(production(CLASS.formatted(documented + method(40)))).isEmpty();
  }

  @Test
  void manyParameters() {
    assertThat(production(CLASS.formatted("void m(int a, int b, int c, int d) {}"))).isEmpty();
    assertThat(production(CLASS.formatted("A(int a, int b, int c, int d, int e) {}")))
        .containsExactly(Rule.PARAMETERS);
    String five = "record R(int a, int b, int c, int d, int e) { %s }";
    assertThat(production(five.formatted("R(int a, int b, int c, int d, int e) { }"))).isEmpty();
    assertThat(production("class A { @Override void m(int a, int b, int c, int d, int e) {} }"))
        .isEmpty();
    assertThat(production("enum A { ; A(int a, int b, int c, int d, int e) {} }")).isEmpty();
    assertThat(production(five.formatted("void m(int a, int b, int c, int d, int e) { }")))
        .containsExactly(Rule.PARAMETERS);
  }

  @Test
  void deepNesting() {
    String three =
        "void m(int i) {\nfor (;;) {\ntry {\nswitch (i) { default -> { %s } }\n} finally {}\n}\n}";
    assertThat(production(CLASS.formatted(three.formatted("i++;")))).isEmpty();
    assertThat(production(CLASS.formatted(three.formatted("if (i > 0) i++;"))))
        .containsExactly(Rule.NESTING);
    assertThat(production(CLASS.formatted(three.formatted("while (i > 0) i++;"))))
        .containsExactly(Rule.NESTING);
    assertThat(production(CLASS.formatted(three.formatted("do i++; while (i < 9);"))))
        .containsExactly(Rule.NESTING);
  }

  @Test
  void anElseIfChainIsNoNesting() {
    String chain = "if (i == 1) i++;\nelse if (i == 2) i++;\nelse if (i == 3) i++;\n";
    assertThat(production(CLASS.formatted("void m(int i) { %s else %s }".formatted(chain, chain))))
        .isEmpty();
  }

  @Test
  void longFilesWithoutBlanksAndComments() {
    String field = "int a; // one\n\n/* two\n three */\n";
    assertThat(production(CLASS.formatted(field.repeat(398)))).isEmpty();
    assertThat(production(CLASS.formatted(field.repeat(399)))).containsExactly(Rule.FILE_LINES);
  }

  @Test
  void typeNames() {
    for (String name :
        List.of("XUtil", "XUtils", "XHelper", "XManager", "XImpl", "XBase", "XCommon")) {
      assertThat(production("class " + name + " {}")).containsExactly(Rule.TYPE_NAME);
      assertThat(test("record " + name + "() {}")).containsExactly(Rule.TYPE_NAME);
    }
    assertThat(production("class A { interface IStore {} }")).containsExactly(Rule.TYPE_NAME);
    assertThat(production("interface Issuer {}")).isEmpty();
    assertThat(production("abstract class AbstractA {}")).containsExactly(Rule.TYPE_NAME);
    assertThat(test("abstract class AbstractA {}")).isEmpty();
  }

  @Test
  void wideLines() {
    String wide = "class A { String s = \"%s\"; }\n";
    assertThat(production(wide.formatted("x".repeat(74)))).isEmpty();
    assertThat(production(wide.formatted("x".repeat(75)))).containsExactly(Rule.LINE_LENGTH);
    assertThat(production("import a." + "b".repeat(100) + ";\n")).isEmpty();
  }

  @Test
  void wordsInCommentsButNotInCode() {
    for (String word : List.of("TO" + "DO", "FIX" + "ME", "XX" + "X")) {
      assertThat(production("class A {} // " + word)).containsExactly(Rule.COMMENT_WORD);
      assertThat(production("/* a\n " + word + " */ class A {}"))
          .containsExactly(Rule.COMMENT_WORD);
      assertThat(production("class A { String s = \"// " + word + "\"; }")).isEmpty();
      assertThat(production("class A { String s = \"\"\"\n\"/*" + word + "\"\"\"; }")).isEmpty();
    }
  }

  @Test
  void packagesThatSayNothing() {
    Source type = new Source("m/p/A.java", "class A {}", Limits.PRODUCTION);
    Source unmarked =
        new Source("m/p/package-info.java", "/** @NullMarked */ package p;", Limits.PRODUCTION);
    Source marked =
        new Source("m/p/package-info.java", "@NullMarked package p;", Limits.PRODUCTION);

    assertThat(rules(SourceRules.check(List.of(type), List.of())))
        .containsExactly(Rule.PACKAGE_INFO);
    assertThat(rules(SourceRules.check(List.of(type, unmarked), List.of())))
        .containsExactly(Rule.PACKAGE_INFO);
    assertThat(SourceRules.check(List.of(type, marked), List.of())).isEmpty();
  }

  @Test
  void exceptionsCoverWhatTheyNameAndNothingElse() {
    var excepted = new Exceptions.Excepted(Rule.NESTING, "A.java", "why");
    var exceptions = new Exceptions(List.of(excepted));
    var nested = new Violation(Rule.NESTING, "A.java", 1, "");
    var elsewhere = new Violation(Rule.NESTING, "B.java", 1, "");

    assertThat(exceptions.notCovered(List.of(nested, elsewhere))).containsExactly(elsewhere);
    assertThat(exceptions.unused(List.of(nested))).isEmpty();
    assertThat(exceptions.unused(List.of(elsewhere))).containsExactly(excepted);
  }

  private static List<Source> production(SourceTree tree) {
    return tree.modules().stream()
        .flatMap(module -> tree.productionFiles(module).stream())
        .map(file -> source(tree, file, Limits.PRODUCTION))
        .toList();
  }

  private static List<Source> tests(SourceTree tree) {
    return tree.modules().stream()
        .flatMap(module -> tree.testFiles(module).stream())
        .map(file -> source(tree, file, Limits.TESTS))
        .toList();
  }

  private static Source source(SourceTree tree, Path file, Limits limits) {
    try {
      return new Source(tree.relative(file), Files.readString(file), limits);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String method(int lines) {
    return "public void m() {\n" + "  int i;\n".repeat(lines - 2) + "}\n";
  }

  private static List<Rule> production(String text) {
    Source marked = new Source("p/package-info.java", "@NullMarked package p;", Limits.PRODUCTION);
    Source source = new Source("p/A.java", text, Limits.PRODUCTION);
    return rules(SourceRules.check(List.of(source, marked), List.of()));
  }

  private static List<Rule> test(String text) {
    return rules(SourceRules.check(List.of(), List.of(new Source("A.java", text, Limits.TESTS))));
  }

  private static List<Rule> rules(List<Violation> violations) {
    return violations.stream().map(Violation::rule).toList();
  }
}
