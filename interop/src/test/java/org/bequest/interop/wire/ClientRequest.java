package org.bequest.interop.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A request that a client sends, from a file beside this class.
 *
 * <pre>
 * # client  ...      who sends it
 * # source  ...      how it is known
 * # tls     ...      what the client shows in TLS: nothing, or certificate
 * # answer  200      the status that it needs
 * # needs   a, b     what else it needs, see {@link Need}
 * POST /path HTTP/1.1
 * Field: value
 *
 * body
 * </pre>
 *
 * Every line of the head ends with CRLF on the wire. The body is what stands after the empty line
 * without the last line end of the file; {@code {crlf}} in it is a line end. What differs from run
 * to run stands in braces: {@code {host}}, {@code {basic}}, {@code {otp}}, {@code {length}}, and
 * {@code {csr:spelling}} with a {@link Spelling}, also as {@code {chunked:spelling}}.
 *
 * @param facts the lines before the request, by their first words
 * @param head request line and fields, each without its end
 */
record ClientRequest(String name, Map<String, String> facts, List<String> head, String body) {
  static ClientRequest of(String name) {
    try (InputStream file = ClientRequest.class.getResourceAsStream(name + ".http")) {
      if (file == null) {
        throw new IllegalArgumentException("there is no " + name + ".http");
      }
      return parse(name, new String(file.readAllBytes(), UTF_8));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  static ClientRequest parse(String name, String text) {
    Map<String, String> facts = new LinkedHashMap<>();
    int at = 0;
    while (text.startsWith("# ", at)) {
      int end = text.indexOf('\n', at);
      String[] fact = text.substring(at + 2, end).split(" +", 2);
      facts.put(fact[0], fact[1]);
      at = end + 1;
    }
    int empty = text.indexOf("\n\n", at);
    List<String> head = text.substring(at, empty).lines().toList();
    String body = text.substring(empty + 2);
    return new ClientRequest(
        name, facts, head, body.endsWith("\n") ? body.substring(0, body.length() - 1) : body);
  }

  String fact(String word) {
    return facts.getOrDefault(word, "");
  }

  int answer() {
    return Integer.parseInt(fact("answer"));
  }

  boolean showsCertificate() {
    return fact("tls").equals("certificate");
  }

  /** The operation that it asks for: the last segment of its path. */
  String operation() {
    String path = head.getFirst().split(" ", -1)[1];
    return path.substring(path.lastIndexOf('/') + 1);
  }

  List<Need> needs() {
    return fact("needs").isEmpty()
        ? List.of()
        : List.of(fact("needs").split(", *")).stream().map(Need::of).toList();
  }

  /**
   * What goes over the wire.
   *
   * @param values for the words in braces of the head
   */
  byte[] octets(Map<String, String> values, byte[] csr) {
    byte[] sent = Spelling.fill(body, csr).getBytes(ISO_8859_1);
    String text = String.join("\r\n", head) + "\r\n\r\n";
    for (Map.Entry<String, String> value : values.entrySet()) {
      text = text.replace("{" + value.getKey() + "}", value.getValue());
    }
    text = text.replace("{length}", Integer.toString(sent.length));
    if (text.indexOf('{') >= 0) {
      throw new IllegalStateException(name + " has a word in braces that nothing fills: " + text);
    }
    return (text + new String(sent, ISO_8859_1)).getBytes(ISO_8859_1);
  }

  @Override
  public String toString() {
    return name;
  }
}
