package org.bequest.server.config;

import java.time.Duration;
import java.util.HashSet;
import java.util.function.BiConsumer;
import org.bequest.formats.wire.RetryAfter;

/** Approval that nobody could give, or that no device would wait for. */
final class ApprovalChecks {
  private static final Duration LONGEST = Duration.ofDays(365);
  private static final int LARGEST_QUEUE = 100_000;

  private final String label;
  private final ApprovalSettings approval;
  private final BiConsumer<String, Complaint> fault;

  /**
   * @param fault told of a key and what is wrong there
   */
  ApprovalChecks(String label, ApprovalSettings approval, BiConsumer<String, Complaint> fault) {
    this.label = label;
    this.approval = approval;
    this.fault = fault;
  }

  void run() {
    within("retry-after", approval.retryAfter(), RetryAfter.LONGEST);
    within("expire", approval.expire(), LONGEST);
    within("window", approval.window(), LONGEST);
    if (approval.queue() < 1 || approval.queue() > LARGEST_QUEUE) {
      complain("queue", approval.queue(), "outside of 1 to " + LARGEST_QUEUE);
    }
    if (approval.retryAfter().compareTo(approval.expire()) >= 0) {
      complain(
          "retry-after", approval.retryAfter(), "a request would expire before it is repeated");
    }
    if (approval.retryAfter().compareTo(approval.window()) >= 0) {
      complain(
          "retry-after", approval.retryAfter(), "a device would come after the window is over");
    }
    if (approval.operations().isEmpty()
        || new HashSet<>(approval.operations()).size() < approval.operations().size()) {
      complain("operations", approval.operations(), "name each operation once, and at least one");
    }
  }

  private void within(String key, Duration value, Duration longest) {
    if (value.toSeconds() < 1 || value.compareTo(longest) > 0) {
      complain(key, value, "outside of 1s to " + Scalars.show(longest));
    }
  }

  private void complain(String key, Object value, String reason) {
    fault.accept(
        "labels." + label + ".approval." + key, new Complaint(Scalars.show(value), reason, ""));
  }
}
