package org.bequest.conformance;

import static org.bequest.conformance.Outcome.FAILED;
import static org.bequest.conformance.Outcome.PASSED;
import static org.bequest.conformance.Outcome.SKIPPED;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Writes what every annotated test said to {@code target/requirements} of its module. Registered by
 * {@code META-INF/services}: a module that has this jar among its test dependencies takes part.
 * Outside Maven, where {@code bequest.module} is not set, it writes nothing.
 */
public final class RequirementListener implements TestExecutionListener {

  private final Optional<VerdictFolder> folder;
  private final Map<String, Verdict> verdicts = new ConcurrentHashMap<>();
  private @Nullable TestPlan plan;

  public RequirementListener() {
    this(VerdictFolder.ofThisModule());
  }

  RequirementListener(Optional<VerdictFolder> folder) {
    this.folder = folder;
  }

  @Override
  public void testPlanExecutionStarted(TestPlan started) {
    plan = started;
    folder.ifPresent(VerdictFolder::dropOtherBuilds);
  }

  @Override
  public void testPlanExecutionFinished(TestPlan finished) {
    folder.ifPresent(f -> f.write(verdicts.values()));
    verdicts.clear();
  }

  @Override
  public void executionSkipped(TestIdentifier skipped, String reason) {
    everyTestIn(skipped).forEach(test -> record(test, SKIPPED, reason));
  }

  /**
   * A container that passed says nothing about its tests; one that was aborted or failed, in
   * {@code @BeforeAll} for example, speaks for all of them.
   */
  @Override
  public void executionFinished(TestIdentifier finished, TestExecutionResult result) {
    String reason = result.getThrowable().map(Throwable::toString).orElse("");
    switch (result.getStatus()) {
      case SUCCESSFUL -> {
        if (finished.isTest()) {
          record(finished, PASSED, "");
        }
      }
      case ABORTED -> everyTestIn(finished).forEach(test -> record(test, SKIPPED, reason));
      case FAILED -> everyTestIn(finished).forEach(test -> record(test, FAILED, reason));
    }
  }

  private Stream<TestIdentifier> everyTestIn(TestIdentifier node) {
    TestPlan known = plan;
    return known == null
        ? Stream.of(node)
        : Stream.concat(Stream.of(node), known.getDescendants(node).stream());
  }

  private void record(TestIdentifier test, Outcome outcome, String reason) {
    methodOf(test).stream()
        .flatMap(method -> Annotated.by(method).stream())
        .map(held -> new Verdict(held.id(), held.test(), outcome, reason))
        .forEach(v -> verdicts.merge(v.id() + " " + v.test(), v, Verdict::and));
  }

  /** The method of a test, of a run of a parameterized test, of a dynamic test. */
  private Optional<MethodSource> methodOf(TestIdentifier test) {
    Optional<TestIdentifier> node = Optional.of(test);
    while (node.isPresent()) {
      if (node.get().getSource().orElse(null) instanceof MethodSource method) {
        return Optional.of(method);
      }
      node = parentOf(node.get());
    }
    return Optional.empty();
  }

  private Optional<TestIdentifier> parentOf(TestIdentifier node) {
    return Optional.ofNullable(plan).flatMap(known -> known.getParent(node));
  }
}
