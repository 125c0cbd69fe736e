package org.bequest.server.endpoint.keygen;

import org.bequest.ca.Decision;
import org.bequest.formats.pkix.Csr;
import org.bequest.server.endpoint.Call;

/** Finds out how a request wants its key delivered, and whether that can be done. */
public final class Deliveries {
  /** A way, or why there is none: never is one taken that the request did not ask for. */
  public sealed interface Result {
    record By(Delivery delivery) implements Result {}

    record Refused(Decision.Refused why) implements Result {}
  }

  public Result of(Csr csr, Call call) {
    return new Result.By(new PlainDelivery(call.label().wire()));
  }
}
