package org.bequest.interop.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/**
 * One message of HTTP/1.1, not understood any further than its end.
 *
 * @param head each line without its end
 * @param body without its chunks
 * @param octets all of it as it came
 */
record RawMessage(List<String> head, byte[] body, byte[] octets) {
  /** Empty at the end of the stream. */
  static Optional<RawMessage> read(InputStream in) throws IOException {
    var octets = new ByteArrayOutputStream();
    while (!endsWith(octets, "\r\n\r\n")) {
      int c = in.read();
      if (c < 0) {
        return Optional.empty();
      }
      octets.write(c);
    }
    List<String> head = octets.toString(ISO_8859_1).lines().filter(l -> !l.isEmpty()).toList();
    byte[] body = body(head, in, octets);
    return Optional.of(new RawMessage(head, body, octets.toByteArray()));
  }

  private static byte[] body(List<String> head, InputStream in, ByteArrayOutputStream octets)
      throws IOException {
    for (String line : head) {
      String[] field = line.split(": *", 2);
      if (field[0].equalsIgnoreCase("Content-Length")) {
        byte[] body = in.readNBytes(Integer.parseInt(field[1]));
        octets.writeBytes(body);
        return body;
      }
      if (field[0].equalsIgnoreCase("Transfer-Encoding")) {
        return chunks(in, octets);
      }
    }
    return new byte[0];
  }

  private static byte[] chunks(InputStream in, ByteArrayOutputStream octets) throws IOException {
    var body = new ByteArrayOutputStream();
    while (true) {
      var line = new ByteArrayOutputStream();
      while (!endsWith(line, "\r\n")) {
        line.write(in.read());
      }
      octets.writeBytes(line.toByteArray());
      int length = Integer.parseInt(line.toString(ISO_8859_1).strip(), 16);
      byte[] chunk = in.readNBytes(length + 2);
      octets.writeBytes(chunk);
      if (length == 0) {
        return body.toByteArray();
      }
      body.write(chunk, 0, length);
    }
  }

  private static boolean endsWith(ByteArrayOutputStream octets, String end) {
    return octets.size() >= end.length() && octets.toString(ISO_8859_1).endsWith(end);
  }
}
