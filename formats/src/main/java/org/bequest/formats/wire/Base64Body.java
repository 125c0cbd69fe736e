package org.bequest.formats.wire;

import java.util.Arrays;
import java.util.Base64;
import org.bequest.formats.MalformedException;

/**
 * A body of EST: base64 of DER on the wire (RFC 8951 section 3), and what else clients really send.
 *
 * @param value the octets, once the wrapping is off
 * @param form how they came, for the log
 */
public record Base64Body(byte[] value, Form form) {
  private static final byte[] CRLF = {'\r', '\n'};

  /** How the octets stood in the body. */
  public enum Form {
    BASE64,
    PEM,
    DER
  }

  /** How long the lines are that we send. Each ends with CRLF, the only one too. */
  public enum Lines {
    COLUMNS_64,
    COLUMNS_76,
    ONE
  }

  /** Takes the wrapping off whatever of the three forms came; an empty body is malformed. */
  public static Base64Body decode(byte[] body, BodyContent content) throws MalformedException {
    return BodyDecoder.decode(body, content);
  }

  /** Lines of 64 columns, each ended by CRLF, which every client is known to read. */
  public static byte[] encode(byte[] der) {
    return encode(der, Lines.COLUMNS_64);
  }

  public static byte[] encode(byte[] der, Lines lines) {
    return switch (lines) {
      case COLUMNS_64 -> ended(Base64.getMimeEncoder(64, CRLF).encode(der));
      case COLUMNS_76 -> ended(Base64.getMimeEncoder(76, CRLF).encode(der));
      case ONE -> ended(Base64.getEncoder().encode(der));
    };
  }

  private static byte[] ended(byte[] lines) {
    byte[] ended = Arrays.copyOf(lines, lines.length + CRLF.length);
    System.arraycopy(CRLF, 0, ended, lines.length, CRLF.length);
    return ended;
  }
}
