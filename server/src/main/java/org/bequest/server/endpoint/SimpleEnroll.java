package org.bequest.server.endpoint;

/** RFC 7030 4.2.1: a certificate for a caller, whatever it authenticated with. */
public final class SimpleEnroll implements Endpoint.Guarded {
  private final Admission admission = new Admission();

  @Override
  public Outcome serve(Call call) {
    return switch (admission.admit(call)) {
      case Admission.Result.Refused(var why) -> new Outcome.Decided(why, false);
      case Admission.Result.Admitted(var request, boolean last) ->
          new Outcome.Decided(call.label().authority().enroll(request), last);
    };
  }
}
