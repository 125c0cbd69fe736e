package org.bequest.cli.inspect.tree;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A tree as what a JSON library writes: structures as objects, lists as arrays, octets in
 * hexadecimal.
 */
public final class JsonTree {
  /** Longer octets are content, of which a length and a digest say more. */
  private static final int MOST_OCTETS = 64 << 10;

  private static final HexFormat HEX = HexFormat.of();

  private JsonTree() {}

  public static Object of(Shown shown) {
    return switch (shown.value()) {
      case Value.Fields(Map<String, Shown> fields) -> {
        Map<String, Object> object = new LinkedHashMap<>();
        fields.forEach((name, value) -> object.put(name, of(value)));
        yield object;
      }
      case Value.Elements(List<Shown> elements) -> elements.stream().map(JsonTree::of).toList();
      case Value.Text text -> text.text();
      case Value.Numeral number -> number.number();
      case Value.Flag flag -> flag.flag();
      case Value.Binary binary -> octets(binary.octets().bytes());
      case Value.Digested digested -> digest(digested.length(), digested.sha256());
      case Value.Identifier id -> identifier(id);
      case Value.Time time -> DateTimeFormatter.ISO_INSTANT.format(time.time());
      case Value.Hidden hidden -> hidden(hidden);
    };
  }

  private static Object octets(byte[] octets) {
    return octets.length <= MOST_OCTETS
        ? HEX.formatHex(octets)
        : digest(octets.length, sha256(octets));
  }

  private static Map<String, Object> digest(long length, String sha256) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("octets", length);
    object.put("sha256", sha256);
    return object;
  }

  private static Map<String, Object> identifier(Value.Identifier id) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("oid", id.oid());
    if (!id.name().isEmpty()) {
      object.put("name", id.name());
    }
    return object;
  }

  private static Map<String, Object> hidden(Value.Hidden hidden) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("hidden", true);
    if (hidden.octets() >= 0) {
      object.put("octets", hidden.octets());
    }
    return object;
  }

  /** In hexadecimal. */
  public static String sha256(byte[] octets) {
    try {
      return HEX.formatHex(MessageDigest.getInstance("SHA-256").digest(octets));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
