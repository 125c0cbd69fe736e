package org.bequest.server.endpoint;

import java.util.Arrays;
import java.util.List;
import org.bequest.formats.wire.MediaType;
import org.bequest.server.http.HttpAnswer;
import org.bequest.server.label.Label;

/** RFC 7030 4.5: what a request should hold, for whoever asks; 204 when there is nothing to say. */
public final class CsrAttrs implements Endpoint.Open {
  private static final HttpAnswer NOTHING = HttpAnswer.empty(204);

  private final Rendered<byte[]> rendered = new Rendered<>(Arrays::equals);

  @Override
  public Outcome serve(Label label) {
    byte[] attributes = label.authority().csrAttributes();
    return new Outcome.Content(
        attributes.length == 0
            ? NOTHING
            : rendered.get(
                label,
                List.of(attributes),
                a -> Base64Answer.of(MediaType.CSR_ATTRIBUTES, a.getFirst(), label.wire())));
  }
}
