package org.bequest.ca.approval;

import java.time.Duration;
import java.util.Set;
import org.bequest.ca.Judge.Purpose;

/**
 * How requests wait for a person.
 *
 * @param purposes of the requests that wait; all others are issued at once
 * @param retryAfter after which a device is to ask again
 * @param expire how long a request waits
 * @param window how long what became of it is told to a device that asks again
 * @param queue requests that may wait under the label at one time
 */
public record ApprovalRules(
    Set<Purpose> purposes, Duration retryAfter, Duration expire, Duration window, int queue) {
  public ApprovalRules {
    purposes = Set.copyOf(purposes);
  }
}
