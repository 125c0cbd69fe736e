package org.bequest.ca.exec;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A process with everything that it started. */
record ProcessTree(Process root) {
  private static final Duration GRACE = Duration.ofSeconds(1);

  /**
   * Asks all of them to end, so that a database is not torn, and after a moment lets them have no
   * choice. What a process started before it died is nobody's child any more, so the list is made
   * while the root lives.
   */
  void kill() {
    List<ProcessHandle> all = members();
    all.forEach(ProcessHandle::destroy);
    awaitEnd(all);
    List<ProcessHandle> left = new ArrayList<>(all);
    left.addAll(members());
    left.forEach(ProcessHandle::destroyForcibly);
  }

  private List<ProcessHandle> members() {
    List<ProcessHandle> members = new ArrayList<>(root.descendants().toList());
    members.add(root.toHandle());
    return members;
  }

  private static void awaitEnd(List<ProcessHandle> processes) {
    long end = System.nanoTime() + GRACE.toNanos();
    while (processes.stream().anyMatch(ProcessHandle::isAlive) && System.nanoTime() < end) {
      try {
        TimeUnit.MILLISECONDS.sleep(10);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}
