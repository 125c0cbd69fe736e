package org.bequest.server.endpoint;

import org.bequest.formats.wire.Reason;
import org.bequest.server.http.HttpAnswer;
import org.bequest.server.label.Label;
import org.bequest.server.receipt.ReturnDesk;

/** RFC 8295 8.2: a receipt for a key package, or an error about it, by who got it. */
public final class ServerKeygenReturn implements Endpoint.Guarded {
  private static final Outcome TAKEN = new Outcome.Content(HttpAnswer.empty(204));

  @Override
  public boolean isOffered(Label label) {
    return label.returns().offered();
  }

  @Override
  public Outcome serve(Call call) {
    ReturnDesk.Visit visit =
        new ReturnDesk.Visit(call.requestId(), call.label().name(), call.caller());
    return switch (call.label().returns().desk().take(visit, call.body())) {
      case ReturnDesk.Result.Taken() -> TAKEN;
      case ReturnDesk.Result.Refused(Reason reason, String detail) ->
          Outcome.refused(reason, detail);
    };
  }
}
