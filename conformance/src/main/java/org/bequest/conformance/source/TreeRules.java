package org.bequest.conformance.source;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.DoWhileLoopTree;
import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.ForLoopTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.tree.WhileLoopTree;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The rules about methods and types of one file. */
final class TreeRules extends TreeScanner<@Nullable Void, @Nullable Void> {

  private static final Pattern FORBIDDEN_NAME =
      Pattern.compile(".*(Utils?|Helper|Manager|Impl|Base|Common)");

  private static final Set<Tree.Kind> ROWS = EnumSet.of(Tree.Kind.RECORD, Tree.Kind.ENUM);

  private final Source source;
  private final CompilationUnitTree unit;
  private final SourcePositions positions;
  private final List<Violation> found = new ArrayList<>();

  /** Inside a type whose constructor has a parameter per column. */
  private boolean inRows;

  private int depth;

  TreeRules(Source source, CompilationUnitTree unit, SourcePositions positions) {
    this.source = source;
    this.unit = unit;
    this.positions = positions;
  }

  List<Violation> check() {
    scan(unit, null);
    return found;
  }

  @Override
  public @Nullable Void visitClass(ClassTree type, @Nullable Void unused) {
    String name = type.getSimpleName().toString();
    boolean prefixed = type.getKind() == Tree.Kind.INTERFACE && name.matches("I[A-Z].*");
    boolean abstractName = name.startsWith("Abstract") && !source.limits().abstractNames();
    if (prefixed || abstractName || FORBIDDEN_NAME.matcher(name).matches()) {
      report(Rule.TYPE_NAME, type, name);
    }
    boolean outer = inRows;
    inRows = ROWS.contains(type.getKind());
    super.visitClass(type, null);
    inRows = outer;
    return null;
  }

  @Override
  public @Nullable Void visitMethod(MethodTree method, @Nullable Void unused) {
    long lines = lastLine(method) - firstLine(method) + 1;
    if (lines > source.limits().methodLines()) {
      report(Rule.METHOD_LINES, method, method.getName() + " has " + lines + " lines");
    }
    int parameters = method.getParameters().size();
    if (parameters > source.limits().parameters() && !dictated(method)) {
      report(Rule.PARAMETERS, method, method.getName() + " has " + parameters + " parameters");
    }
    int outer = depth;
    depth = 0;
    super.visitMethod(method, null);
    depth = outer;
    return null;
  }

  /** The columns of a record or enum, or the signature of somebody else's method. */
  private boolean dictated(MethodTree method) {
    boolean constructor = method.getReturnType() == null;
    return (inRows && constructor)
        || method.getModifiers().getAnnotations().stream()
            .anyMatch(annotation -> annotation.getAnnotationType().toString().equals("Override"));
  }

  @Override
  public @Nullable Void visitIf(IfTree node, @Nullable Void unused) {
    return nest(node, () -> scanIf(node));
  }

  /** An {@code else if} continues the chain that it belongs to. */
  private void scanIf(IfTree node) {
    scan(node.getCondition(), null);
    scan(node.getThenStatement(), null);
    StatementTree otherwise = node.getElseStatement();
    if (otherwise instanceof IfTree chained) {
      scanIf(chained);
    } else {
      scan(otherwise, null);
    }
  }

  @Override
  public @Nullable Void visitForLoop(ForLoopTree node, @Nullable Void unused) {
    return nest(node, () -> super.visitForLoop(node, null));
  }

  @Override
  public @Nullable Void visitEnhancedForLoop(EnhancedForLoopTree node, @Nullable Void unused) {
    return nest(node, () -> super.visitEnhancedForLoop(node, null));
  }

  @Override
  public @Nullable Void visitWhileLoop(WhileLoopTree node, @Nullable Void unused) {
    return nest(node, () -> super.visitWhileLoop(node, null));
  }

  @Override
  public @Nullable Void visitDoWhileLoop(DoWhileLoopTree node, @Nullable Void unused) {
    return nest(node, () -> super.visitDoWhileLoop(node, null));
  }

  @Override
  public @Nullable Void visitTry(TryTree node, @Nullable Void unused) {
    return nest(node, () -> super.visitTry(node, null));
  }

  @Override
  public @Nullable Void visitSwitch(SwitchTree node, @Nullable Void unused) {
    return nest(node, () -> super.visitSwitch(node, null));
  }

  @Override
  public @Nullable Void visitSwitchExpression(SwitchExpressionTree node, @Nullable Void unused) {
    return nest(node, () -> super.visitSwitchExpression(node, null));
  }

  private @Nullable Void nest(Tree node, Runnable inside) {
    depth++;
    if (depth == source.limits().nesting() + 1) {
      report(Rule.NESTING, node, depth + " levels deep");
    }
    inside.run();
    depth--;
    return null;
  }

  private void report(Rule rule, Tree where, String what) {
    found.add(new Violation(rule, source.path(), line(start(where)), what));
  }

  /** After the annotations and modifiers, when there are any. */
  private long firstLine(MethodTree method) {
    long modifiersEnd = positions.getEndPosition(unit, method.getModifiers());
    return line(modifiersEnd < 0 ? start(method) : modifiersEnd);
  }

  private long lastLine(MethodTree method) {
    return line(positions.getEndPosition(unit, method));
  }

  private long start(Tree tree) {
    return positions.getStartPosition(unit, tree);
  }

  private long line(long position) {
    return unit.getLineMap().getLineNumber(position);
  }
}
