package org.bequest.server.endpoint.cmc;

import org.bequest.formats.cmc.control.PublicationInfo;
import org.bequest.formats.cmc.control.PublicationInfo.Method;
import org.bequest.formats.cmc.control.PublicationInfo.Place;
import org.bequest.formats.cmc.part.BodyPartId;

/**
 * Publication Information (RFC 5272 6.18): this service publishes no certificates anywhere, so what
 * shall not be published is not, and what may be published wherever it pleases the service is not
 * either. A place that is asked for by name cannot be had. Nothing is said when a certificate
 * failed to be issued.
 */
final class Publication {
  private Publication() {}

  static void answer(CmcMessage message, BodyPartId part, PublicationInfo asked) {
    if (message.results().hasFailed()) {
      return;
    }
    boolean anywhere =
        asked.places().stream().map(Place::method).allMatch(Method.DONT_CARE::equals);
    message.settle(
        part,
        anywhere
            ? new PartOutcome.Done(true)
            : new PartOutcome.NoSupport("certificates are not published from here"));
  }
}
