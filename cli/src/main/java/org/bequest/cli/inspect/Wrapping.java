package org.bequest.cli.inspect;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.bequest.cli.inspect.Item.Form;
import org.bequest.formats.MalformedException;

/**
 * Takes the objects out of what they came in: each block of a PEM text, base64 with or without line
 * ends, or nothing at all. XML and JSON are text and stay so.
 */
final class Wrapping {
  private static final String BEGIN = "-----BEGIN ";
  private static final String DASHES = "-----";
  private static final int MOST_BLOCKS = 1000;

  private Wrapping() {}

  static List<Item> items(byte[] file) throws MalformedException {
    int start = firstVisible(file);
    if (start == file.length) {
      throw new MalformedException("the file is empty");
    }
    if (isBinary(file)) {
      return List.of(Item.asn1(file, Form.BINARY, ""));
    }
    if (file[start] == '<' || file[start] == '{' || file[start] == '[') {
      return List.of(Item.text(file));
    }
    String text = new String(file, StandardCharsets.ISO_8859_1);
    return text.contains(BEGIN) ? blocks(text) : List.of(base64(text));
  }

  /** A SEQUENCE or a SET begins with a digit of ASCII, anything else of ours with no character. */
  private static boolean isBinary(byte[] file) {
    return !startsWithMark(file) && (file[0] == '0' || file[0] == '1' || file[0] < '\t');
  }

  private static int firstVisible(byte[] file) {
    int at = startsWithMark(file) ? 3 : 0;
    while (at < file.length && Character.isWhitespace(file[at])) {
      at++;
    }
    return at;
  }

  private static boolean startsWithMark(byte[] file) {
    return file.length >= 3
        && file[0] == (byte) 0xef
        && file[1] == (byte) 0xbb
        && file[2] == (byte) 0xbf;
  }

  private static List<Item> blocks(String text) throws MalformedException {
    List<Item> items = new ArrayList<>();
    for (int at = text.indexOf(BEGIN); at >= 0; at = text.indexOf(BEGIN, at)) {
      int labelEnd = text.indexOf(DASHES, at + BEGIN.length());
      String label = labelEnd < 0 ? "" : text.substring(at + BEGIN.length(), labelEnd);
      String closing = "-----END " + label + DASHES;
      int end = labelEnd < 0 ? -1 : text.indexOf(closing, labelEnd);
      if (end < 0) {
        throw new MalformedException("a PEM block without its END line");
      }
      if (items.size() == MOST_BLOCKS) {
        throw new MalformedException("more than " + MOST_BLOCKS + " PEM blocks");
      }
      String body = withoutHeaders(text.substring(labelEnd + DASHES.length(), end));
      items.add(Item.asn1(decoded(body), Form.PEM, label));
      at = end + closing.length();
    }
    return List.copyOf(items);
  }

  /** RFC 1421 headers, which an encrypted key of old has, end with an empty line. */
  private static String withoutHeaders(String body) throws MalformedException {
    if (!body.contains(":")) {
      return body;
    }
    throw new MalformedException(
        "a PEM block with headers: a key that OpenSSL encrypted in its own way is not read");
  }

  private static Item base64(String text) throws MalformedException {
    return Item.asn1(decoded(text.replace("\0", "")), Form.BASE64, "");
  }

  private static byte[] decoded(String text) throws MalformedException {
    byte[] digits = text.getBytes(StandardCharsets.ISO_8859_1);
    int count = 0;
    for (byte digit : digits) {
      if (!Character.isWhitespace(digit)) {
        digits[count++] = digit;
      }
    }
    byte[] exact = Arrays.copyOf(digits, count);
    try {
      if (count == 0) {
        throw new MalformedException("there is no base64");
      }
      return Base64.getDecoder().decode(exact);
    } catch (IllegalArgumentException e) {
      throw new MalformedException("neither DER nor PEM, base64, XML or JSON", e);
    } finally {
      Arrays.fill(digits, (byte) 0);
      Arrays.fill(exact, (byte) 0);
    }
  }
}
