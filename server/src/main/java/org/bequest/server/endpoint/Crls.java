package org.bequest.server.endpoint;

import java.util.Arrays;
import java.util.List;
import org.bequest.formats.cms.CrlsOnly;
import org.bequest.formats.wire.MediaType;
import org.bequest.formats.wire.Reason;
import org.bequest.server.label.Label;

/** RFC 8295 4: the newest revocation lists, for whoever asks. */
public final class Crls implements Endpoint.Open {
  private final Rendered<byte[]> rendered = new Rendered<>(Arrays::equals);

  @Override
  public Outcome serve(Label label) {
    List<byte[]> crls = label.revocation().crls();
    return crls.isEmpty()
        ? Outcome.refused(Reason.NOT_FOUND, "no revocation list has been published")
        : new Outcome.Content(
            rendered.get(
                label,
                crls,
                c -> Base64Answer.of(MediaType.CRLS_ONLY, CrlsOnly.encode(c), label.wire())));
  }
}
