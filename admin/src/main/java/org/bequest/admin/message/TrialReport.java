package org.bequest.admin.message;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What would become of a request.
 *
 * @param identity whom the label's authenticators take it for; absent when for nobody
 * @param role {@code itself}, {@code expired}, {@code foreign} or {@code registrar}
 * @param facts what was proven
 * @param fired rules about names that count
 * @param silent rules about names that do not count, and why
 * @param names the whole grant
 * @param findings what each further rule says
 * @param issued whether a certificate would be issued
 * @param status HTTP status of a refusal
 * @param refusal one clause
 */
public record TrialReport(
    String label,
    String operation,
    @Nullable String identity,
    @Nullable String role,
    Map<String, List<String>> facts,
    List<FiredRule> fired,
    List<SilentRule> silent,
    List<String> names,
    List<RuleFinding> findings,
    boolean issued,
    @Nullable Integer status,
    @Nullable String refusal) {
  /** A rule, and what it grants. */
  public record FiredRule(String rule, List<String> names) {}

  /** A rule, and why it does not count. */
  public record SilentRule(String rule, String why) {}

  /**
   * @param good false when it stands in the way
   */
  public record RuleFinding(String about, boolean good, String text) {}
}
