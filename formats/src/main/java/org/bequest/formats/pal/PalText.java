package org.bequest.formats.pal;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.bequest.formats.MalformedException;

/**
 * The characters of a document, decoded before any parser sees it: no parser guesses an encoding.
 * UTF-8 it is, with or without a byte order mark; XML may be UTF-16 with one (RFC 7303 section 3,
 * RFC 8259 section 8.1).
 */
final class PalText {
  private static final char MARK = '\ufeff';

  private PalText() {}

  static String utf8(byte[] document, PalLimits limits) throws MalformedException {
    return decode(document, StandardCharsets.UTF_8, limits);
  }

  static String xml(byte[] document, PalLimits limits) throws MalformedException {
    boolean wide = startsWith(document, 0xfe, 0xff) || startsWith(document, 0xff, 0xfe);
    return decode(document, wide ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8, limits);
  }

  private static String decode(byte[] document, Charset charset, PalLimits limits)
      throws MalformedException {
    if (document.length > limits.octets()) {
      throw new MalformedException("a list of more than " + limits.octets() + " octets");
    }
    try {
      String text = charset.newDecoder().decode(ByteBuffer.wrap(document)).toString();
      return !text.isEmpty() && text.charAt(0) == MARK ? text.substring(1) : text;
    } catch (CharacterCodingException _) {
      throw new MalformedException("not " + charset);
    }
  }

  private static boolean startsWith(byte[] document, int first, int second) {
    return document.length >= 2 && (document[0] & 0xff) == first && (document[1] & 0xff) == second;
  }
}
