package org.bequest.formats.wire;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.bequest.formats.MalformedException;

/**
 * One pass over the text of a media type.
 *
 * <pre>
 * media-type = type "/" subtype parameters                              -- RFC 9110 section 8.3.1
 * parameters = *( OWS ";" OWS [ parameter-name "=" parameter-value ] )  -- section 5.6.6
 * parameter-value = ( token / quoted-string )
 * </pre>
 *
 * Blanks around {@code "="} are forbidden by the grammar and accepted here, since senders differ.
 */
final class MediaTypeParser {
  private static final int LONGEST = 1024;

  private final String text;
  private int at;

  MediaTypeParser(String text) {
    this.text = text;
  }

  MediaType parse() throws MalformedException {
    if (text.length() > LONGEST) {
      throw new MalformedException("media type is too long");
    }
    skipBlanks();
    String type = token("type");
    expect('/');
    String subtype = token("subtype");
    return new MediaType(type, subtype, parameters());
  }

  private Map<String, String> parameters() throws MalformedException {
    Map<String, String> parameters = new LinkedHashMap<>();
    skipBlanks();
    while (at < text.length()) {
      expect(';');
      skipBlanks();
      if (at < text.length() && text.charAt(at) != ';') {
        parameter(parameters);
      }
    }
    return parameters;
  }

  private void parameter(Map<String, String> parameters) throws MalformedException {
    String name = token("parameter name").toLowerCase(Locale.ROOT);
    skipBlanks();
    expect('=');
    skipBlanks();
    String value = at < text.length() && text.charAt(at) == '"' ? quoted() : token("value");
    if (parameters.putIfAbsent(name, value) != null) {
      throw new MalformedException("media type has a parameter twice");
    }
    skipBlanks();
  }

  private String token(String what) throws MalformedException {
    int start = at;
    while (at < text.length() && isTokenCharacter(text.charAt(at))) {
      at++;
    }
    if (at == start) {
      throw new MalformedException("media type lacks its " + what);
    }
    return text.substring(start, at);
  }

  private String quoted() throws MalformedException {
    StringBuilder value = new StringBuilder();
    for (at++; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '"') {
        at++;
        return value.toString();
      }
      if (c == '\\') {
        at++;
      }
      if (at < text.length()) {
        value.append(text.charAt(at));
      }
    }
    throw new MalformedException("media type has an open quotation");
  }

  private void expect(char wanted) throws MalformedException {
    if (at >= text.length() || text.charAt(at) != wanted) {
      throw new MalformedException("media type lacks a '" + wanted + "'");
    }
    at++;
  }

  private void skipBlanks() {
    while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
      at++;
    }
  }

  static boolean isTokenCharacter(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || "!#$%&'*+-.^_`|~".indexOf(c) >= 0;
  }
}
