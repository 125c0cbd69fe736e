package org.bequest.server.endpoint;

import java.util.function.Function;
import org.bequest.ca.Decision;
import org.bequest.ca.EnrollmentRequest;
import org.bequest.ca.EnrollmentRequest.Link;
import org.bequest.crypto.ProofOfPossession;
import org.bequest.formats.MalformedException;
import org.bequest.formats.pkix.Csr;
import org.bequest.formats.wire.Base64Body;
import org.bequest.formats.wire.BodyContent;
import org.bequest.formats.wire.Reason;

/**
 * What enrolment and re-enrolment have in common before the authority is asked: the form of the
 * request, its link to the connection (RFC 7030 3.5) and the proof of possession (3.4).
 */
final class Admission {
  /** Ready for the authority, or refused before it. */
  sealed interface Result {
    /**
     * @param last its answer ends the connection
     */
    record Admitted(EnrollmentRequest request, boolean last) implements Result {}

    record Refused(Decision.Refused why) implements Result {}
  }

  Result admit(Call call) {
    return admit(call, call.label().challenges().possession()::verify);
  }

  /**
   * @param possession of the key, or what stands in for it
   */
  Result admit(Call call, Function<Csr, ProofOfPossession.Result> possession) {
    Csr csr;
    try {
      csr = Csr.decode(Base64Body.decode(call.body(), BodyContent.CERTIFICATION_REQUEST).value());
    } catch (MalformedException e) {
      return refused(Reason.MALFORMED, String.valueOf(e.getMessage()));
    }
    return switch (Linking.verify(csr, Linking.Terms.of(call), call.bindings())) {
      case Linking.Broken(String why) -> refused(Reason.BAD_LINKING, why);
      case Linking.Unlinked() -> prove(possession.apply(csr), call, Link.ABSENT, false);
      case Linking.Vouched() -> prove(possession.apply(csr), call, Link.VOUCHED, false);
      case Linking.Linked(boolean usedUp) ->
          prove(possession.apply(csr), call, Link.VERIFIED, usedUp);
    };
  }

  private static Result prove(
      ProofOfPossession.Result possession, Call call, Link link, boolean last) {
    return switch (possession) {
      case ProofOfPossession.Result.Unproven(Reason reason, String detail) ->
          refused(reason, detail);
      case ProofOfPossession.Result.Proven(var proven) ->
          new Result.Admitted(
              new EnrollmentRequest(
                  proven,
                  call.label().names().requester(call.caller()),
                  call.label().name(),
                  call.requestId(),
                  link),
              last);
    };
  }

  private static Result refused(Reason reason, String detail) {
    return new Result.Refused(new Decision.Refused(reason, detail));
  }
}
