package org.bequest.server.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** From the text of a single value to the type of its setting. */
final class Scalars {
  private static final Pattern DURATION = Pattern.compile("([0-9]{1,9}) ?(s|m|h|d)");
  private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final Pattern CREDENTIAL = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]*");
  private static final String SECRET_FORMS =
      "write file:PATH, env:NAME or credential:NAME and keep the secret there";

  private final Path folder;

  /**
   * @param folder what relative paths are relative to
   */
  Scalars(Path folder) {
    this.folder = folder;
  }

  /** A value, or what is wrong with it. */
  sealed interface Read {
    record Good(Object value) implements Read {}

    record Bad(Complaint complaint) implements Read {}
  }

  Read read(Class<?> type, String text) {
    if (type == String.class) {
      return new Read.Good(text);
    }
    if (type == Integer.class) {
      return integer(text);
    }
    if (type == Boolean.class) {
      return bool(text);
    }
    if (type == Duration.class) {
      return duration(text);
    }
    if (type == Path.class) {
      return path(text);
    }
    if (type == KeySetReference.class) {
      return keySet(text);
    }
    return type == SecretReference.class ? secret(text) : word(type, text);
  }

  /** For people. */
  static String name(Class<?> type) {
    if (type.isEnum()) {
      return String.join(" | ", words(type));
    }
    return switch (type.getSimpleName()) {
      case "String" -> "text";
      case "Boolean" -> "true | false";
      case "SecretReference" -> "secret";
      case "KeySetReference" -> "file:PATH | https://...";
      default -> type.getSimpleName().toLowerCase(Locale.ROOT);
    };
  }

  /** As it would stand in the file. */
  static String show(Object value) {
    return switch (value) {
      case Duration duration -> show(duration);
      case Enum<?> constant -> word(constant);
      case List<?> list ->
          list.stream()
              .map(e -> e instanceof List<?> one && one.size() == 1 ? one.getFirst() : e)
              .map(Scalars::show)
              .collect(Collectors.joining(", ", "[", "]"));
      case String text when text.isEmpty() -> "\"\"";
      default -> value.toString();
    };
  }

  private static String show(Duration duration) {
    long seconds = duration.toSeconds();
    if (seconds % 86_400 == 0) {
      return seconds / 86_400 + "d";
    }
    if (seconds % 3_600 == 0) {
      return seconds / 3_600 + "h";
    }
    return seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
  }

  private static Read integer(String text) {
    try {
      return new Read.Good(Integer.valueOf(text.replace("_", "")));
    } catch (NumberFormatException _) {
      return bad(text, "not a whole number", "");
    }
  }

  private static Read bool(String text) {
    return switch (text) {
      case "true" -> new Read.Good(true);
      case "false" -> new Read.Good(false);
      default -> bad(text, "neither true nor false", "");
    };
  }

  private static Read duration(String text) {
    Matcher plain = DURATION.matcher(text);
    if (plain.matches()) {
      return new Read.Good(plainDuration(Long.parseLong(plain.group(1)), plain.group(2)));
    }
    try {
      return new Read.Good(Duration.parse(text));
    } catch (DateTimeParseException _) {
      return bad(text, "not a duration", "write 30s, 5m, 12h or 90d");
    }
  }

  private static Duration plainDuration(long number, String unit) {
    return switch (unit) {
      case "s" -> Duration.ofSeconds(number);
      case "m" -> Duration.ofMinutes(number);
      case "h" -> Duration.ofHours(number);
      default -> Duration.ofDays(number);
    };
  }

  private Read path(String text) {
    if (text.isEmpty()) {
      return bad(text, "an empty path", "");
    }
    try {
      return new Read.Good(folder.resolve(text).normalize());
    } catch (InvalidPathException _) {
      return bad("", "not a path", "");
    }
  }

  /** The text is not shown: it may be the secret itself. */
  private Read secret(String text) {
    int colon = text.indexOf(':');
    String rest = text.substring(colon + 1);
    String scheme = colon < 0 ? "" : text.substring(0, colon);
    if (text.equals("none")) {
      return new Read.Good(new SecretReference.None());
    }
    if (scheme.equals("file") && path(rest) instanceof Read.Good(Path file)) {
      return new Read.Good(new SecretReference.InFile(file));
    }
    if (scheme.equals("env") && VARIABLE.matcher(rest).matches()) {
      return new Read.Good(new SecretReference.InEnvironment(rest));
    }
    if (scheme.equals("credential") && CREDENTIAL.matcher(rest).matches()) {
      return new Read.Good(new SecretReference.Credential(rest));
    }
    return bad("", "a secret is never written here itself", SECRET_FORMS);
  }

  private Read keySet(String text) {
    if (text.startsWith("file:") && path(text.substring(5)) instanceof Read.Good(Path file)) {
      return new Read.Good(new KeySetReference.InFile(file));
    }
    try {
      URI url = new URI(text);
      return "https".equals(url.getScheme()) && url.getHost() != null
          ? new Read.Good(new KeySetReference.AtUrl(url))
          : bad(text, "neither a file nor an https URL", "write file:PATH or https://...");
    } catch (URISyntaxException _) {
      return bad(text, "not a URL", "write file:PATH or https://...");
    }
  }

  private static Read word(Class<?> type, String text) {
    for (Object constant : type.getEnumConstants()) {
      if (word((Enum<?>) constant).equals(text)) {
        return new Read.Good(constant);
      }
    }
    return bad(
        text, "not one of " + String.join(", ", words(type)), Similar.hint(text, words(type)));
  }

  private static List<String> words(Class<?> type) {
    return Arrays.stream(type.getEnumConstants()).map(c -> word((Enum<?>) c)).toList();
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static Read bad(String value, String reason, String suggestion) {
    return new Read.Bad(new Complaint(value, reason, suggestion));
  }
}
