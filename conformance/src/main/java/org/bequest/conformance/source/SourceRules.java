package org.bequest.conformance.source;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;

/** All rules over a set of files. */
final class SourceRules {

  private SourceRules() {}

  /** {@code tests} has files only that keep the limits of tests. */
  static List<Violation> check(List<Source> production, List<Source> tests) {
    List<Source> all = new ArrayList<>(production);
    all.addAll(tests);
    List<Violation> found = new ArrayList<>(PackageRules.check(production));
    all.forEach(source -> found.addAll(TextRules.check(source)));
    found.addAll(checkTrees(all));
    return found;
  }

  private static List<Violation> checkTrees(List<Source> sources) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    JavacTask task =
        (JavacTask) compiler.getTask(null, null, diagnostics, List.of("-proc:none"), null, sources);
    SourcePositions positions = Trees.instance(task).getSourcePositions();
    Map<URI, Source> byUri = sources.stream().collect(toMap(Source::toUri, identity()));
    List<Violation> found = new ArrayList<>();
    for (CompilationUnitTree unit : parse(task)) {
      Source source = Objects.requireNonNull(byUri.get(unit.getSourceFile().toUri()));
      found.addAll(new TreeRules(source, unit, positions).check());
    }
    if (!diagnostics.getDiagnostics().isEmpty()) {
      throw new IllegalArgumentException("not Java: " + diagnostics.getDiagnostics());
    }
    return found;
  }

  private static Iterable<? extends CompilationUnitTree> parse(JavacTask task) {
    try {
      return task.parse();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
