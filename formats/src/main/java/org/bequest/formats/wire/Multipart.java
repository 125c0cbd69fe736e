package org.bequest.formats.wire;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.bequest.formats.MalformedException;

/**
 * The answer of {@code /serverkeygen}: a private key and its certificate (RFC 7030 section 4.4.2,
 * RFC 2046 section 5.1).
 */
public record Multipart(List<Part> parts) {
  public Multipart {
    parts = List.copyOf(parts);
  }

  /**
   * @param body still in its transfer encoding, which is base64 in EST
   */
  public record Part(MediaType type, byte[] body) {}

  /** The type to send with {@link #encode}. */
  public static MediaType type(String boundary) {
    return new MediaType("multipart", "mixed", Map.of("boundary", boundary));
  }

  /**
   * @param boundary random letters and digits, 70 at most, that occur in no part
   */
  public byte[] encode(String boundary) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (Part part : parts) {
      write(out, "--" + boundary + "\r\nContent-Type: " + part.type + "\r\n");
      write(out, "Content-Transfer-Encoding: base64\r\n\r\n");
      out.writeBytes(part.body);
      write(out, "\r\n");
    }
    write(out, "--" + boundary + "--\r\n");
    return out.toByteArray();
  }

  private static void write(ByteArrayOutputStream out, String text) {
    out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
  }

  /** Reads what {@code type} announces with its boundary. */
  public static Multipart decode(byte[] body, MediaType type) throws MalformedException {
    return new MultipartReader(body, type).read();
  }
}
