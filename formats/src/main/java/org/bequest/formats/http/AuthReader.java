package org.bequest.formats.http;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bequest.formats.MalformedException;

/** Walks along one field. Values without quotes may hold more than a token: some servers do so. */
final class AuthReader {
  private static final int LONGEST = 16 * 1024;
  private static final int MOST_PARAMETERS = 32;

  private static final Pattern SEPARATORS = Pattern.compile("[ \\t,]*");
  private static final Pattern SPACES = Pattern.compile("[ \\t]++");
  private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]++");
  private static final Pattern TOKEN68 =
      Pattern.compile("[A-Za-z0-9._~+/-]++=*+(?=[ \\t]*+(?:,|$))");
  private static final Pattern NAME =
      Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]++)[ \\t]*+=[ \\t]*+");
  private static final Pattern QUOTED =
      Pattern.compile("\"((?:[^\"\\\\\\x00-\\x08\\x0a-\\x1f\\x7f]|\\\\[\\t -\\x7e])*+)\"");
  private static final Pattern BARE = Pattern.compile("[^\\s,\"\\x00-\\x20\\x7f]++");

  private final String field;
  private final Matcher matcher;
  private int at;

  AuthReader(String field) throws MalformedException {
    if (field.length() > LONGEST) {
      throw new MalformedException("a field of authentication is too long");
    }
    this.field = field;
    this.matcher = SEPARATORS.matcher(field);
  }

  boolean more() {
    take(SEPARATORS);
    return at < field.length();
  }

  AuthScheme scheme() throws MalformedException {
    String scheme = required(TOKEN, "no scheme");
    if (!take(SPACES)) {
      return new AuthScheme(scheme, "", Map.of());
    }
    String token68 = take(TOKEN68) ? matcher.group() : "";
    return token68.isEmpty()
        ? new AuthScheme(scheme, "", parameters())
        : new AuthScheme(scheme, token68, Map.of());
  }

  private Map<String, String> parameters() throws MalformedException {
    Map<String, String> parameters = new LinkedHashMap<>();
    while (more() && take(NAME)) {
      String name = matcher.group(1).toLowerCase(Locale.ROOT);
      if (parameters.put(name, value()) != null || parameters.size() > MOST_PARAMETERS) {
        throw new MalformedException("a parameter of authentication comes twice, or too many do");
      }
    }
    return parameters;
  }

  private String value() throws MalformedException {
    String value =
        take(QUOTED)
            ? matcher.group(1).replaceAll("\\\\(.)", "$1")
            : required(BARE, "no value of a parameter");
    if (at < field.length() && " \t,".indexOf(field.charAt(at)) < 0) {
      throw new MalformedException("no comma after a parameter");
    }
    return value;
  }

  private String required(Pattern pattern, String otherwise) throws MalformedException {
    if (!take(pattern)) {
      throw new MalformedException(otherwise);
    }
    return matcher.group();
  }

  private boolean take(Pattern pattern) {
    matcher.usePattern(pattern).region(at, field.length());
    if (!matcher.lookingAt()) {
      return false;
    }
    at = matcher.end();
    return true;
  }
}
