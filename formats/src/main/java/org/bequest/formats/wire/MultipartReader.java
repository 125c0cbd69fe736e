package org.bequest.formats.wire;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.bequest.formats.MalformedException;
import org.bequest.formats.wire.Multipart.Part;

/**
 * Walks a multipart body line by line (RFC 2046 section 5.1). What stands before the first boundary
 * and after the last is skipped; lines may end in LF alone; the boundary that closes the last part
 * may be missing when nothing follows.
 *
 * <p>Only delimiters and header lines ever become text: a part may hold a private key, and text
 * cannot be overwritten.
 */
final class MultipartReader {
  private static final int MOST_PARTS = 16;
  private static final int MOST_HEADERS = 32;
  private static final int LONGEST_BOUNDARY = 70;

  private final byte[] body;
  private final byte[] delimiter;
  private int at;
  private int beforeDelimiter;

  MultipartReader(byte[] body, MediaType type) throws MalformedException {
    if (!type.type().equals("multipart")) {
      throw new MalformedException("not a multipart body");
    }
    String boundary =
        type.parameter("boundary")
            .orElseThrow(() -> new MalformedException("the multipart type lacks its boundary"));
    if (boundary.isBlank() || boundary.length() > LONGEST_BOUNDARY) {
      throw new MalformedException("the boundary has not 1 to 70 characters");
    }
    this.body = body;
    this.delimiter = ("--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
  }

  Multipart read() throws MalformedException {
    skipPreamble();
    List<Part> parts = new ArrayList<>();
    boolean closed = false;
    while (!closed && at < body.length) {
      if (parts.size() == MOST_PARTS) {
        throw new MalformedException("more than " + MOST_PARTS + " parts");
      }
      Optional<MediaType> type = headers();
      int start = at;
      closed = skipToDelimiter();
      parts.add(new Part(type.orElse(MediaType.PLAIN_TEXT), content(start, beforeDelimiter)));
    }
    if (parts.isEmpty()) {
      throw new MalformedException("the multipart body has no parts");
    }
    return new Multipart(parts);
  }

  private void skipPreamble() throws MalformedException {
    if (skipToDelimiter()) {
      throw new MalformedException("the multipart body has no parts");
    }
    if (at >= body.length) {
      throw new MalformedException("the boundary does not occur in the body");
    }
  }

  /**
   * Moves behind the next delimiter line; true when it, or the end of the body, closes the last.
   */
  private boolean skipToDelimiter() {
    while (at < body.length) {
      beforeDelimiter = at;
      boolean isCandidate = startsWithDelimiter();
      int end = nextLine();
      if (isCandidate) {
        String rest = text(beforeDelimiter + delimiter.length, end).stripTrailing();
        if (rest.isEmpty() || rest.equals("--")) {
          return !rest.isEmpty();
        }
      }
    }
    beforeDelimiter = at;
    return false;
  }

  /** The header fields of a part up to the empty line; the type among them. */
  private Optional<MediaType> headers() throws MalformedException {
    Optional<MediaType> type = Optional.empty();
    for (int count = 0; count < MOST_HEADERS && at < body.length; count++) {
      String line = unfolded();
      if (line.isEmpty()) {
        return type;
      }
      int colon = line.indexOf(':');
      if (colon < 0) {
        throw new MalformedException("a part has a header line without a colon");
      }
      if (line.substring(0, colon).strip().toLowerCase(Locale.ROOT).equals("content-type")) {
        type = Optional.of(MediaType.parse(line.substring(colon + 1).strip()));
      }
    }
    throw new MalformedException("the headers of a part do not end");
  }

  /** A header line with those that continue it. */
  private String unfolded() {
    StringBuilder line = new StringBuilder(line());
    while (!line.isEmpty() && at < body.length && (body[at] == ' ' || body[at] == '\t')) {
      line.append(line());
    }
    return line.toString();
  }

  private String line() {
    int start = at;
    String line = text(start, nextLine());
    return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
  }

  /** Moves to the next line; where this one ends, without its line feed. */
  private int nextLine() {
    int end = at;
    while (end < body.length && body[end] != '\n') {
      end++;
    }
    at = Math.min(end + 1, body.length);
    return end;
  }

  private boolean startsWithDelimiter() {
    int end = at + delimiter.length;
    return end <= body.length && Arrays.equals(body, at, end, delimiter, 0, delimiter.length);
  }

  private String text(int start, int stop) {
    return new String(body, start, stop - start, StandardCharsets.ISO_8859_1);
  }

  /** The line end before a delimiter belongs to the delimiter. */
  private byte[] content(int start, int stop) {
    int end = stop;
    if (end > start && body[end - 1] == '\n') {
      end--;
    }
    if (end > start && body[end - 1] == '\r') {
      end--;
    }
    return Arrays.copyOfRange(body, start, end);
  }
}
