package org.bequest.cli.inspect;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.bequest.cli.inspect.Item.Form;
import org.bequest.formats.MalformedException;

/**
 * Takes the objects out of what they came in: each block of a PEM text, base64 with or without line
 * ends, or nothing at all. XML and JSON are text and stay so.
 *
 * <p>What is not XML or JSON never becomes text: it may be a private key, and text cannot be
 * overwritten.
 */
final class Wrapping {
  private static final byte[] BEGIN = "-----BEGIN ".getBytes(ISO_8859_1);
  private static final byte[] DASHES = "-----".getBytes(ISO_8859_1);
  private static final byte[] MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};
  private static final int MOST_BLOCKS = 1000;
  private static final int LONGEST_LABEL = 64;

  private final byte[] file;

  private Wrapping(byte[] file) {
    this.file = file;
  }

  static List<Item> items(byte[] file) throws MalformedException {
    return new Wrapping(file).items();
  }

  private List<Item> items() throws MalformedException {
    int start = firstVisible();
    if (start == file.length) {
      throw new MalformedException("the file is empty");
    }
    if (isBinary()) {
      return List.of(Item.asn1(file, Form.BINARY, ""));
    }
    if (file[start] == '<' || file[start] == '{' || file[start] == '[') {
      return List.of(Item.text(file));
    }
    return find(BEGIN, start) >= 0
        ? blocks()
        : List.of(Item.asn1(decoded(start, file.length), Form.BASE64, ""));
  }

  /** A SEQUENCE or a SET begins with a digit of ASCII, anything else of ours with no character. */
  private boolean isBinary() {
    return !isAt(MARK, 0) && (file[0] == '0' || file[0] == '1' || file[0] < '\t');
  }

  private int firstVisible() {
    int at = isAt(MARK, 0) ? MARK.length : 0;
    while (at < file.length && isBlank(file[at])) {
      at++;
    }
    return at;
  }

  private List<Item> blocks() throws MalformedException {
    List<Item> items = new ArrayList<>();
    int at = find(BEGIN, 0);
    while (at >= 0) {
      if (items.size() == MOST_BLOCKS) {
        throw new MalformedException("more than " + MOST_BLOCKS + " PEM blocks");
      }
      String label = label(at + BEGIN.length);
      int body = at + BEGIN.length + label.length() + DASHES.length;
      byte[] closing = ("-----END " + label + "-----").getBytes(ISO_8859_1);
      int end = find(closing, body);
      if (end < 0) {
        throw new MalformedException("a PEM block without its END line", at);
      }
      items.add(Item.asn1(decoded(body, end), Form.PEM, label));
      at = find(BEGIN, end + closing.length);
    }
    return List.copyOf(items);
  }

  private String label(int from) throws MalformedException {
    int end = find(DASHES, from);
    if (end < 0 || end - from > LONGEST_LABEL) {
      throw new MalformedException("a PEM block without a label", from);
    }
    return new String(file, from, end - from, ISO_8859_1);
  }

  private int find(byte[] wanted, int from) {
    for (int at = from; at <= file.length - wanted.length; at++) {
      if (isAt(wanted, at)) {
        return at;
      }
    }
    return -1;
  }

  private boolean isAt(byte[] wanted, int at) {
    return file.length - at >= wanted.length
        && file[at] == wanted[0]
        && Arrays.equals(file, at, at + wanted.length, wanted, 0, wanted.length);
  }

  /** A NUL at the end comes from libest. */
  private byte[] decoded(int from, int to) throws MalformedException {
    byte[] digits = new byte[to - from];
    int count = 0;
    for (int at = from; at < to; at++) {
      if (file[at] == ':') {
        throw new MalformedException(
            "a text with headers: a key that OpenSSL encrypted in its own way is not read", at);
      }
      if (!isBlank(file[at]) && file[at] != 0) {
        digits[count++] = file[at];
      }
    }
    byte[] exact = Arrays.copyOf(digits, count);
    try {
      if (count == 0) {
        throw new MalformedException("there is no base64", from);
      }
      return Base64.getDecoder().decode(exact);
    } catch (IllegalArgumentException e) {
      throw new MalformedException("neither DER nor PEM, base64, XML or JSON", e);
    } finally {
      Arrays.fill(digits, (byte) 0);
      Arrays.fill(exact, (byte) 0);
    }
  }

  private static boolean isBlank(byte octet) {
    return octet == ' ' || octet == '\t' || octet == '\r' || octet == '\n';
  }
}
