package org.bequest.conformance;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder.request;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.discovery.ClassSelector;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherFactory;

class RequirementListenerTest {

  @TempDir Path module;

  @Test
  void writesWhatEveryAnnotatedTestSaid() {
    Map<String, Outcome> said = run(Planted.class);

    assertThat(said)
        .containsEntry("A passes", Outcome.PASSED)
        .containsEntry("B passes", Outcome.PASSED)
        .containsEntry("C fails", Outcome.FAILED)
        .containsEntry("D lacksATool", Outcome.SKIPPED)
        .containsEntry("E oneRunFails", Outcome.FAILED)
        .containsEntry("F dynamic", Outcome.PASSED)
        .containsEntry("G oneRunLacksATool", Outcome.PASSED)
        .containsEntry("Z Planted", Outcome.FAILED)
        .hasSize(8);
  }

  @Test
  void aClassThatCannotStartSpeaksForItsTests() {
    assertThat(run(PlantedWithoutTool.class)).containsEntry("A neverRuns", Outcome.SKIPPED);
    assertThat(run(PlantedBroken.class)).containsEntry("B neverRuns", Outcome.FAILED);
    assertThat(run(PlantedForAnotherMachine.class)).containsEntry("C neverRuns", Outcome.SKIPPED);
  }

  @Test
  void nothingOfAnEarlierBuildCounts() throws Exception {
    VerdictFolder earlier = VerdictFolder.of(module, "1");
    earlier.write(List.of(new Verdict("OLD", "SomeTest#old", Outcome.PASSED, "")));
    assertThat(VerdictFolder.of(module, "2").read()).isEmpty();

    run(PlantedWithoutTool.class);

    assertThat(earlier.read()).isEmpty();
    try (var files = Files.list(earlier.path())) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void severalJvmsOfOneBuildAddToEachOther() {
    run(PlantedWithoutTool.class);
    assertThat(run(PlantedBroken.class)).containsOnlyKeys("A neverRuns", "B neverRuns");
  }

  private Map<String, Outcome> run(Class<?>... planted) {
    VerdictFolder folder = VerdictFolder.of(module, "2");
    LauncherConfig config =
        LauncherConfig.builder().enableTestExecutionListenerAutoRegistration(false).build();
    List<ClassSelector> classes =
        Arrays.stream(planted).map(DiscoverySelectors::selectClass).toList();
    LauncherFactory.create(config)
        .execute(
            request().selectors(classes).build(), new RequirementListener(Optional.of(folder)));
    return folder.read().orElseThrow().stream()
        .collect(toMap(v -> v.id() + " " + v.test().replaceAll(".*[.$#]", ""), Verdict::outcome));
  }
}
