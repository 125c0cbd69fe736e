package org.bequest.server.trial;

import java.util.ArrayList;
import java.util.List;
import org.bequest.ca.Decision;
import org.bequest.ca.EnrollmentRequest;
import org.bequest.ca.Explanation;
import org.bequest.ca.Explanation.Finding;
import org.bequest.ca.Judge;
import org.bequest.ca.Judge.Purpose;
import org.bequest.crypto.ProofOfPossession;
import org.bequest.crypto.ProvenCsr;
import org.bequest.formats.MalformedException;
import org.bequest.formats.pkix.Csr;
import org.bequest.formats.wire.Reason;
import org.bequest.server.auth.Caller;
import org.bequest.server.auth.Supposed;
import org.bequest.server.auth.Verdict;
import org.bequest.server.label.Label;
import org.bequest.server.label.LinkingPolicy;
import org.bequest.server.names.Grant;

/**
 * A request that is not made: authenticated as somebody is supposed to be, named, judged by the
 * label's authority, and neither signed nor written. Its link to a connection and the limits of the
 * label are left out, since there is no connection.
 */
public final class Trial {
  private static final String NOWHERE = "trial";

  private final Label label;
  private final Purpose purpose;

  public Trial(Label label, Purpose purpose) {
    this.label = label;
    this.purpose = purpose;
  }

  /**
   * @param csr DER
   */
  public Report of(Supposed who, byte[] csr) {
    return switch (label.gate().suppose(who)) {
      case Verdict.Accepted(Caller caller) -> of(caller, csr);
      case Verdict.Rejected(Reason reason, String detail) ->
          Report.nobody(new Decision.Refused(reason, detail));
      case Verdict.NotMine _, Verdict.Stale _, Verdict.InCsr _ ->
          Report.nobody(
              new Decision.Refused(
                  Reason.NOT_AUTHENTICATED, "none of the label's authenticators knows this one"));
    };
  }

  private Report of(Caller caller, byte[] der) {
    Grant grant = label.names().grant(caller);
    try {
      return switch (new ProofOfPossession().verify(Csr.decode(der))) {
        case ProofOfPossession.Result.Unproven(Reason reason, String detail) ->
            new Report(caller, grant, List.of(), new Decision.Refused(reason, detail));
        case ProofOfPossession.Result.Proven(ProvenCsr csr) -> judged(caller, grant, csr);
      };
    } catch (MalformedException e) {
      String detail = String.valueOf(e.getMessage());
      return new Report(caller, grant, List.of(), new Decision.Refused(Reason.MALFORMED, detail));
    }
  }

  private Report judged(Caller caller, Grant grant, ProvenCsr csr) {
    EnrollmentRequest request =
        new EnrollmentRequest(csr, label.names().requester(caller), label.name(), NOWHERE);
    Explanation explanation = explanation(request);
    List<Finding> findings = new ArrayList<>();
    if (label.linking() != LinkingPolicy.OFF) {
      findings.add(new Finding("linking", true, "not tried: a trial has no connection"));
    }
    findings.addAll(explanation.findings());
    return new Report(caller, grant, findings, explanation.refused());
  }

  private Explanation explanation(EnrollmentRequest request) {
    return label.authority() instanceof Judge judge
        ? judge.explain(purpose, request)
        : Explanation.good(
            List.of(new Finding("authority", true, "decides elsewhere, and cannot be asked")));
  }
}
