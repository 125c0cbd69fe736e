package org.bequest.admin.api;

import java.util.List;
import java.util.Map;
import org.bequest.admin.message.NewTrial;
import org.bequest.admin.message.TrialReport;
import org.bequest.ca.Decision;
import org.bequest.ca.Role;
import org.bequest.server.auth.Caller;
import org.bequest.server.names.Grant;
import org.bequest.server.trial.Report;
import org.jspecify.annotations.Nullable;

/** The report of a trial as a message. */
final class TrialText {
  private TrialText() {}

  static TrialReport of(String label, NewTrial asked, Report report) {
    Caller caller = report.caller();
    Grant grant = report.grant();
    Decision.@Nullable Refused refused = report.refused();
    return new TrialReport(
        label,
        asked.operation(),
        caller == null ? null : caller.identity(),
        caller == null ? null : role(caller),
        caller == null ? Map.of() : caller.facts().all(),
        grant == null ? List.of() : fired(grant),
        grant == null ? List.of() : silent(grant),
        grant == null ? List.of() : grant.names(),
        report.findings().stream()
            .map(f -> new TrialReport.RuleFinding(f.about(), f.good(), f.text()))
            .toList(),
        refused == null,
        refused == null ? null : refused.reason().httpStatus(),
        refused == null ? null : refused.detail());
  }

  private static String role(Caller caller) {
    return switch (caller.requester().role()) {
      case Role.Itself _ -> "itself";
      case Role.Expired _ -> "expired";
      case Role.Foreign _ -> "foreign";
      case Role.Registrar _ -> "registrar";
    };
  }

  private static List<TrialReport.FiredRule> fired(Grant grant) {
    return grant.fired().stream().map(f -> new TrialReport.FiredRule(f.rule(), f.names())).toList();
  }

  private static List<TrialReport.SilentRule> silent(Grant grant) {
    return grant.silent().stream().map(s -> new TrialReport.SilentRule(s.rule(), s.why())).toList();
  }
}
