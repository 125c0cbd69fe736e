package org.bequest.ca;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an authority would make of a request, part by part.
 *
 * @param findings in the order of the issuing steps, also those after a refusal
 * @param refused why nothing would be issued; null when something would be
 */
public record Explanation(List<Finding> findings, Decision.@Nullable Refused refused) {
  public Explanation {
    findings = List.copyOf(findings);
  }

  /**
   * @param about {@code key}, {@code subject}, {@code name}, {@code extension}, …
   * @param good false when it stands in the way of issuing
   * @param text one clause
   */
  public record Finding(String about, boolean good, String text) {}

  /** An authority that says no more than whether it would refuse. */
  static Explanation of(Optional<Decision.Refused> refused) {
    return new Explanation(List.of(), refused.orElse(null));
  }

  /** Nothing stands in the way, as far as this tells. */
  public static Explanation good(List<Finding> findings) {
    return new Explanation(findings, null);
  }

  /** With one more, before all others. */
  public Explanation after(Finding first) {
    List<Finding> all = new ArrayList<>(List.of(first));
    all.addAll(findings);
    return new Explanation(all, refused);
  }
}
