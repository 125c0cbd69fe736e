package org.bequest.server.names;

import java.util.Optional;
import java.util.regex.Pattern;
import org.bouncycastle.util.IPAddress;

/**
 * Where a fact stands in a rule, and so what it may hold without changing the meaning of what is
 * around it. What does not fit is never escaped: the rule does not count.
 */
enum Place {
  /**
   * The value of an attribute, or a part of it: its structure keeps it apart from its neighbours.
   */
  ATTRIBUTE(".+", "x"),
  /** A label of a DNS name, or a part of one. */
  DNS_LABEL(Patterns.LABEL, "x"),
  DNS_NAME("(" + Patterns.LABEL + "\\.)*" + Patterns.LAST_LABEL, "x"),
  ADDRESS("[0-9a-fA-F:.]+", "::1"),
  /** What RFC 3986 section 2.3 reserves for nobody, and no step through folders. */
  URI_PART("(?!\\.+$)[A-Za-z0-9._~-]+", "x"),
  URI("[A-Za-z][A-Za-z0-9+.-]*:[A-Za-z0-9:/?#\\[\\]@!$&'()+,;=._~%-]+", "x:x"),
  MAILBOX_PART("[A-Za-z0-9+_-]+(\\.[A-Za-z0-9+_-]+)*", "x"),
  MAILBOX(
      "[A-Za-z0-9+_-]+(\\.[A-Za-z0-9+_-]+)*@(" + Patterns.LABEL + "\\.)*" + Patterns.LAST_LABEL,
      "x@x"),
  OBJECT_IDENTIFIER("[0-2](\\.[0-9]+)+", "1.2"),
  HEXADECIMAL("([0-9a-f]{2})+", "00");

  private static final int LONGEST = 255;

  private final Pattern form;
  private final String sample;

  Place(String form, String sample) {
    this.form = Pattern.compile(form);
    this.sample = sample;
  }

  /** Parts of the forms: constants of the enum itself do not exist yet where they are needed. */
  private static final class Patterns {
    static final String LABEL = "[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?";

    /** Not digits alone: that would be the end of an address. */
    static final String LAST_LABEL = "(?![0-9]+$)" + LABEL;
  }

  /** Something that fits, to try a rule with before there is a caller. */
  String sample() {
    return sample;
  }

  /** What is wrong with a value, if anything is: one clause without the value. */
  Optional<String> fault(String value) {
    if (value.isEmpty() || value.length() > LONGEST) {
      return Optional.of("is empty or longer than " + LONGEST + " characters");
    }
    if (!value.strip().equals(value) || value.codePoints().anyMatch(Place::isUnprintable)) {
      return Optional.of("has blanks at an end, or characters that cannot be printed");
    }
    if (value.indexOf('*') >= 0) {
      return Optional.of("has a star, which would be a pattern");
    }
    boolean fits = form.matcher(value).matches() && (this != ADDRESS || IPAddress.isValid(value));
    return fits ? Optional.empty() : Optional.of("has characters that would change the name");
  }

  private static boolean isUnprintable(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.UNASSIGNED ->
          true;
      default -> false;
    };
  }
}
