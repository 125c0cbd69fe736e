package org.bequest.formats.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.bequest.formats.MalformedException;

/**
 * A challenge, or the credentials that answer one.
 *
 * <pre>
 * challenge   = auth-scheme [ 1*SP ( token68 / #auth-param ) ]
 * auth-param  = token BWS "=" BWS ( token / quoted-string )        -- RFC 9110 section 11
 * </pre>
 *
 * @param scheme as received; compared in any case
 * @param token68 empty when there are parameters, or nothing
 * @param parameters by their names in lower case, without their quotes
 */
public record AuthScheme(String scheme, String token68, Map<String, String> parameters) {
  private static final int MOST = 16;

  public AuthScheme {
    parameters = new LinkedHashMap<>(parameters);
  }

  /** All that stand in one field, between commas. */
  public static List<AuthScheme> parse(String field) throws MalformedException {
    var reader = new AuthReader(field);
    List<AuthScheme> schemes = new ArrayList<>();
    while (reader.more()) {
      schemes.add(reader.scheme());
      if (schemes.size() > MOST) {
        throw new MalformedException("too many challenges");
      }
    }
    return List.copyOf(schemes);
  }

  public boolean is(String other) {
    return scheme.equalsIgnoreCase(other);
  }

  public Optional<String> parameter(String name) {
    return Optional.ofNullable(parameters.get(name.toLowerCase(Locale.ROOT)));
  }

  /** In quotes, whatever it holds; nothing in it can end them. */
  public static String quoted(String value) {
    return value
        .chars()
        .filter(c -> c >= ' ' && c != 0x7f)
        .mapToObj(c -> c == '"' || c == '\\' ? "\\" + (char) c : Character.toString(c))
        .collect(Collectors.joining("", "\"", "\""));
  }

  /** Parameters may be secrets. */
  @Override
  public String toString() {
    return "AuthScheme[" + scheme + "]";
  }
}
