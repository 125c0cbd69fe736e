package org.bequest.server.endpoint;

import org.bequest.ca.Requester;
import org.bequest.ca.Role;
import org.bequest.formats.wire.Reason;

/** RFC 7030 4.2.2: a new certificate for the holder of one that this authority issued. */
public final class SimpleReenroll implements Endpoint.Guarded {
  private final Admission admission = new Admission();

  @Override
  public Outcome serve(Call call) {
    Requester requester = call.caller().requester();
    if (requester.certificate().isEmpty()) {
      return Outcome.refused(
          Reason.FORBIDDEN, "re-enrolment needs the certificate that is being renewed, over TLS");
    }
    if (requester.role() instanceof Role.Foreign(String anchors)) {
      return Outcome.refused(
          Reason.FORBIDDEN,
          "a certificate of anchors "
              + anchors
              + " enrols and does not re-enrol: it was not issued here (RFC 7030 section 3.3.2)");
    }
    return switch (admission.admit(call)) {
      case Admission.Result.Refused(var why) -> new Outcome.Decided(why, false);
      case Admission.Result.Admitted(var request, boolean last) ->
          new Outcome.Decided(call.label().authority().reenroll(request), last);
    };
  }
}
