package org.bequest.formats.wire;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.bequest.formats.MalformedException;
import org.bequest.formats.wire.Base64Body.Form;

/**
 * Tells DER, PEM and base64 apart by their first octets and unwraps them, in linear time. White
 * space of any kind is ignored wherever it stands (RFC 8951 section 3.1); a NUL at the end too,
 * which libest sends.
 */
final class BodyDecoder {
  private static final String BEGIN = "-----BEGIN ";
  private static final String DASHES = "-----";
  private static final int SEQUENCE = 0x30;

  private BodyDecoder() {}

  static Base64Body decode(byte[] body, BodyContent content) throws MalformedException {
    int start = firstVisible(body);
    if (start == body.length) {
      throw new MalformedException("the body is empty");
    }
    if (body[start] == SEQUENCE) {
      return new Base64Body(body.clone(), Form.DER);
    }
    Optional<byte[]> armoured = armoured(body, content);
    return armoured.isPresent()
        ? new Base64Body(armoured.get(), Form.PEM)
        : new Base64Body(base64(body, start, body.length), Form.BASE64);
  }

  private static Optional<byte[]> armoured(byte[] body, BodyContent content)
      throws MalformedException {
    String text = new String(body, StandardCharsets.ISO_8859_1);
    if (!text.contains(BEGIN)) {
      return Optional.empty();
    }
    for (String label : content.pemLabels()) {
      String begin = BEGIN + label + DASHES;
      int from = text.indexOf(begin);
      int to = text.indexOf("-----END " + label + DASHES, Math.max(from, 0));
      if (from >= 0 && to >= 0) {
        return Optional.of(base64(body, from + begin.length(), to));
      }
    }
    throw new MalformedException(
        "the PEM text lacks a complete " + content.pemLabels().getFirst() + " block");
  }

  private static byte[] base64(byte[] body, int from, int to) throws MalformedException {
    byte[] digits = new byte[to - from];
    int count = 0;
    for (int i = from; i < to; i++) {
      if (!isBlank(body[i])) {
        digits[count++] = body[i];
      }
    }
    try {
      return Base64.getDecoder().decode(java.util.Arrays.copyOf(digits, count));
    } catch (IllegalArgumentException e) {
      throw new MalformedException("the body is not base64", e);
    }
  }

  private static int firstVisible(byte[] body) {
    int at = 0;
    while (at < body.length && isBlank(body[at])) {
      at++;
    }
    return at;
  }

  private static boolean isBlank(byte octet) {
    return octet == ' ' || octet == '\t' || octet == '\r' || octet == '\n';
  }
}
