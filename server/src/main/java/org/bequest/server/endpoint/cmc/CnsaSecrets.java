package org.bequest.server.endpoint.cmc;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.bequest.formats.wire.CmcFailInfo;
import org.bequest.formats.wire.Reason;
import org.bequest.server.endpoint.cmc.Protection.KnownSecret;
import org.bequest.server.secret.SharedSecret;
import org.bequest.store.SharedSecrets.Kind;

/** After step 5: shared secrets have 192 bits at least where RFC 8756 is followed (section 8). */
final class CnsaSecrets implements Step {
  private static final int FEWEST_OCTETS = 24;

  @Override
  public boolean take(CmcMessage message) {
    boolean demanded = message.label().fullCmc().controls().cnsa();
    if (demanded && message.secret().filter(known -> isShort(message, known)).isPresent()) {
      message.fail(
          Reason.FORBIDDEN,
          CmcFailInfo.BAD_IDENTITY,
          "a shared secret has 192 bits at least here (RFC 8756)");
    }
    return !message.hasEnded();
  }

  private static boolean isShort(CmcMessage message, KnownSecret known) {
    byte[] name = known.name().getBytes(StandardCharsets.UTF_8);
    try (SharedSecret secret =
        message
            .services()
            .secrets()
            .vault()
            .named(Kind.CMC, name, message.label().name())
            .orElseThrow()) {
      byte[] octets = secret.octets();
      Arrays.fill(octets, (byte) 0);
      return octets.length < FEWEST_OCTETS;
    }
  }
}
