package org.bequest.server.endpoint.cmc;

import java.nio.charset.StandardCharsets;
import org.bequest.formats.asn1.Octets;
import org.bequest.formats.cmc.control.ResponseInfo;

/**
 * Registration Info (RFC 5272 6.12): what clients and this service have agreed on is what the label
 * has for an answer; without that it is heard and left alone.
 */
final class RegistrationInfo {
  private RegistrationInfo() {}

  static void answer(CmcMessage message) {
    String info = message.label().fullCmc().controls().responseInfo();
    if (!info.isEmpty()) {
      byte[] octets = info.getBytes(StandardCharsets.UTF_8);
      message.reply().control(new ResponseInfo(Octets.of(octets)));
    }
  }
}
