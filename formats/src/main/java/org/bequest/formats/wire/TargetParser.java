package org.bequest.formats.wire;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.bequest.formats.wire.Target.Endpoint;
import org.bequest.formats.wire.Target.Unknown;

/**
 * Splits first, then decodes each segment once, then matches: an encoded slash or a doubly encoded
 * dot never becomes structure.
 */
final class TargetParser {
  private static final int LONGEST_PATH = 2048;
  private static final int LONGEST_SEGMENT = 128;
  private static final int MOST_SEGMENTS = 16;

  private final String prefix;

  TargetParser(String prefix) {
    this.prefix = prefix;
  }

  Target parse(String rawPath) {
    int query = rawPath.indexOf('?');
    String path = query < 0 ? rawPath : rawPath.substring(0, query);
    if (path.length() > LONGEST_PATH) {
      return malformed("the path is too long");
    }
    if (!path.startsWith(prefix + "/")) {
      return notFound("not a path of this service");
    }
    List<String> segments = new ArrayList<>();
    for (String raw : path.substring(prefix.length() + 1).split("/", -1)) {
      Optional<String> segment = decoded(raw);
      if (segment.isEmpty() || faultOfSegment(segment.get()).isPresent()) {
        return malformed("the path has a segment that is not allowed");
      }
      segments.add(segment.get());
    }
    return segments.size() > MOST_SEGMENTS
        ? malformed("the path has too many segments")
        : match(segments);
  }

  /** The last reserved word names the operation, alone or with the word before it. */
  private static Target match(List<String> segments) {
    int last = segments.size() - 1;
    while (last >= 0 && !EstOperation.isReserved(segments.get(last))) {
      last--;
    }
    for (int from = Math.max(0, last - 1); from <= last; from++) {
      Optional<EstOperation> operation = EstOperation.at(segments.subList(from, last + 1));
      if (operation.isPresent()) {
        return endpoint(operation.get(), segments.subList(0, from), rest(segments, last));
      }
    }
    return notFound("no such operation");
  }

  private static List<String> rest(List<String> segments, int last) {
    return segments.subList(last + 1, segments.size());
  }

  private static Target endpoint(EstOperation operation, List<String> label, List<String> suffix) {
    if (label.stream().anyMatch(EstOperation::isReserved)) {
      return notFound("a label cannot be named like an operation");
    }
    if (!suffix.isEmpty() && !operation.takesSuffix()) {
      return notFound("nothing follows this operation");
    }
    return new Endpoint(operation, String.join("/", label), String.join("/", suffix));
  }

  static Optional<String> faultOfLabel(String label) {
    if (label.isEmpty()) {
      return Optional.empty();
    }
    String[] segments = label.split("/", -1);
    if (segments.length > MOST_SEGMENTS - 3) {
      return Optional.of("too many segments");
    }
    for (String segment : segments) {
      if (EstOperation.isReserved(segment)) {
        return Optional.of("'" + segment + "' is the name of an operation");
      }
      Optional<String> fault = faultOfSegment(segment);
      if (fault.isPresent()) {
        return fault;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> faultOfSegment(String segment) {
    if (segment.isEmpty()) {
      return Optional.of("an empty segment");
    }
    if (segment.length() > LONGEST_SEGMENT) {
      return Optional.of("a segment of more than " + LONGEST_SEGMENT + " characters");
    }
    if (segment.equals(".") || segment.equals("..")) {
      return Optional.of("a segment '.' or '..'");
    }
    for (int i = 0; i < segment.length(); i++) {
      if (!isPathCharacter(segment.charAt(i))) {
        return Optional.of("a character that is not allowed in a path");
      }
    }
    return Optional.empty();
  }

  /** {@code pchar} of RFC 3986 section 3.3 without percent-encoding: what a URI can carry as is. */
  private static boolean isPathCharacter(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || "-._~!$&'()*+,;=:@".indexOf(c) >= 0;
  }

  private static Optional<String> decoded(String raw) {
    StringBuilder text = new StringBuilder(raw.length());
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c != '%') {
        text.append(c);
        continue;
      }
      if (i + 2 >= raw.length()
          || !HexFormat.isHexDigit(raw.charAt(i + 1))
          || !HexFormat.isHexDigit(raw.charAt(i + 2))) {
        return Optional.empty();
      }
      text.append((char) HexFormat.fromHexDigits(raw, i + 1, i + 3));
      i += 2;
    }
    return Optional.of(text.toString());
  }

  private static Unknown malformed(String detail) {
    return new Unknown(Reason.MALFORMED, detail);
  }

  private static Unknown notFound(String detail) {
    return new Unknown(Reason.NOT_FOUND, detail);
  }
}
