package org.bequest.server.endpoint.keygen;

import java.util.Arrays;
import java.util.OptionalDouble;
import org.bequest.formats.MalformedException;
import org.bequest.formats.wire.MediaType;

/**
 * An Accept field (RFC 9110 12.5.1), as far as it asks for PKCS#12: it names it, and nothing of RFC
 * 7030 that it likes as well. Whatever else it says is not looked at: no request of RFC 7030 ends
 * with 406.
 */
record Accepts(String field) {
  boolean wantsPkcs12() {
    OptionalDouble pkcs12 = quality(MediaType.PKCS12);
    OptionalDouble parts = quality(MediaType.MULTIPART_MIXED);
    return pkcs12.orElse(0) > 0 && pkcs12.orElse(0) > parts.orElse(0);
  }

  private OptionalDouble quality(MediaType type) {
    return Arrays.stream(field.split(",", -1))
        .mapToDouble(range -> quality(range, type))
        .filter(q -> q >= 0)
        .max();
  }

  /** Less than zero for a range that is not this type by name. */
  private static double quality(String range, MediaType type) {
    try {
      MediaType named = MediaType.parse(range.strip());
      return named.matches(type) ? weight(named.parameter("q").orElse("1")) : -1;
    } catch (MalformedException _) {
      return -1;
    }
  }

  private static double weight(String text) {
    return text.matches("[01](\\.\\d{0,3})?") ? Double.parseDouble(text) : 0;
  }
}
