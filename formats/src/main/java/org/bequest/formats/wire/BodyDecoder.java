package org.bequest.formats.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.bequest.formats.MalformedException;
import org.bequest.formats.wire.Base64Body.Form;

/**
 * Tells DER, PEM and base64 apart by their first octets and unwraps them, in linear time. Every
 * body of EST is a SEQUENCE, whose DER begins with {@code 0x30} and whose base64 with {@code M}.
 * White space is ignored wherever it stands (RFC 8951 section 3.1), and a NUL at the end, which
 * libest sends.
 *
 * <p>The body never becomes text: it may be a private key, and text cannot be overwritten.
 */
final class BodyDecoder {
  private static final String BEGIN = "-----BEGIN ";
  private static final String END = "-----END ";
  private static final String DASHES = "-----";
  private static final int SEQUENCE = 0x30;

  private BodyDecoder() {}

  static Base64Body decode(byte[] body, BodyContent content) throws MalformedException {
    int start = firstVisible(body);
    int end = lastVisible(body);
    if (start >= end) {
      throw new MalformedException("the body is empty");
    }
    if (body[start] == SEQUENCE) {
      return new Base64Body(Arrays.copyOfRange(body, start, body.length), Form.DER);
    }
    return find(body, BEGIN, 0) >= 0
        ? new Base64Body(armoured(body, content), Form.PEM)
        : new Base64Body(base64(body, start, end), Form.BASE64);
  }

  /** The first block of a fitting label; text and blocks of other labels around it are skipped. */
  private static byte[] armoured(byte[] body, BodyContent content) throws MalformedException {
    if (content != BodyContent.PRIVATE_KEY && find(body, "PRIVATE KEY" + DASHES, 0) >= 0) {
      throw new MalformedException("the body holds a private key, which must never be sent");
    }
    for (String label : content.pemLabels()) {
      String begin = BEGIN + label + DASHES;
      int from = find(body, begin, 0);
      int to = from < 0 ? -1 : find(body, END + label + DASHES, from + begin.length());
      if (to >= 0) {
        return base64(body, from + begin.length(), to);
      }
    }
    throw new MalformedException(
        "the PEM text lacks a complete " + content.pemLabels().getFirst() + " block");
  }

  /** The decoder of the JDK accepts missing padding and stray bits; here both are damage. */
  private static byte[] base64(byte[] body, int from, int to) throws MalformedException {
    byte[] digits = new byte[to - from];
    int count = 0;
    for (int i = from; i < to; i++) {
      if (!isBlank(body[i])) {
        digits[count++] = body[i];
      }
    }
    if (count == 0 || count % 4 != 0) {
      throw new MalformedException(fault(digits, count, "the base64 is incomplete"));
    }
    try {
      byte[] value = decoded(digits, count);
      if (!hasZeroBitsAtEnd(digits, count, value)) {
        throw new MalformedException("the base64 has bits after its value");
      }
      return value;
    } catch (IllegalArgumentException e) {
      throw new MalformedException(fault(digits, count, "the body is not base64"), e);
    } finally {
      Arrays.fill(digits, (byte) 0);
    }
  }

  private static byte[] decoded(byte[] digits, int count) {
    byte[] exact = Arrays.copyOf(digits, count);
    try {
      return Base64.getDecoder().decode(exact);
    } finally {
      Arrays.fill(exact, (byte) 0);
    }
  }

  /** Only the last group can hold such bits, so only that one is encoded again. */
  private static boolean hasZeroBitsAtEnd(byte[] digits, int count, byte[] value) {
    int tail = value.length % 3 == 0 ? 3 : value.length % 3;
    byte[] last = Arrays.copyOfRange(value, value.length - tail, value.length);
    return Arrays.equals(
        Base64.getEncoder().encode(last), Arrays.copyOfRange(digits, count - 4, count));
  }

  /** Says what the sender probably did. */
  private static String fault(byte[] digits, int count, String otherwise) {
    for (int i = 0; i < count; i++) {
      switch (digits[i]) {
        case '%' -> {
          return "the body is percent-encoded like a form: send the file as it is"
              + " (curl --data-binary)";
        }
        case '-', '_' -> {
          return "the body is base64url, not base64";
        }
        default -> {}
      }
    }
    return otherwise;
  }

  /** Where these characters begin, at this place or later; -1 when nowhere. */
  private static int find(byte[] body, String characters, int from) {
    byte[] wanted = characters.getBytes(StandardCharsets.ISO_8859_1);
    for (int at = from; at <= body.length - wanted.length; at++) {
      if (body[at] == wanted[0]
          && Arrays.equals(body, at, at + wanted.length, wanted, 0, wanted.length)) {
        return at;
      }
    }
    return -1;
  }

  private static int firstVisible(byte[] body) {
    int at = 0;
    while (at < body.length && isBlank(body[at])) {
      at++;
    }
    return at;
  }

  private static int lastVisible(byte[] body) {
    int end = body.length;
    while (end > 0 && (isBlank(body[end - 1]) || body[end - 1] == 0)) {
      end--;
    }
    return end;
  }

  private static boolean isBlank(byte octet) {
    return octet == ' ' || octet == '\t' || octet == '\r' || octet == '\n';
  }
}
