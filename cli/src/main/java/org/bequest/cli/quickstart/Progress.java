package org.bequest.cli.quickstart;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bequest.cli.terminal.Terminal;

/** Runs steps and tells of each when it is done. */
record Progress(Terminal terminal) {
  /** Whether every step succeeded; after one that did not, none is tried. */
  boolean all(List<Step> steps) {
    return steps.stream().allMatch(this::one);
  }

  private boolean one(Step step) {
    long begin = System.nanoTime();
    try {
      String outcome = step.action().get();
      tell(step, System.nanoTime() - begin, true, outcome);
      return true;
    } catch (RuntimeException e) {
      tell(step, System.nanoTime() - begin, false, String.valueOf(e.getMessage()));
      return false;
    }
  }

  private void tell(Step step, long nanos, boolean done, String outcome) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("step", step.name());
    fields.put("ok", done);
    fields.put("ms", Math.round(nanos / 1e4) / 100.0);
    fields.put("section", step.section());
    fields.put("detail", outcome);
    terminal.result(
        "%s %-15s %5d ms  %-14s  %s"
            .formatted(
                done ? terminal.tick() : terminal.cross(),
                step.name(),
                Math.round(nanos / 1e6),
                step.section(),
                outcome),
        fields);
  }
}
