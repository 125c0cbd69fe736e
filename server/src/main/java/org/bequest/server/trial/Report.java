package org.bequest.server.trial;

import java.util.List;
import org.bequest.ca.Decision;
import org.bequest.ca.Explanation.Finding;
import org.bequest.server.auth.Caller;
import org.bequest.server.names.Grant;
import org.jspecify.annotations.Nullable;

/**
 * What became of a trial.
 *
 * @param caller whom the label's authenticators take it for; null when for nobody
 * @param grant what that caller may be named; null when there is none
 * @param findings what each rule says
 * @param refused why nothing would be issued; null when something would be
 */
public record Report(
    @Nullable Caller caller,
    @Nullable Grant grant,
    List<Finding> findings,
    Decision.@Nullable Refused refused) {
  public Report {
    findings = List.copyOf(findings);
  }

  static Report nobody(Decision.Refused why) {
    return new Report(null, null, List.of(), why);
  }
}
