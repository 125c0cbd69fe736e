package org.bequest.server.config;

import java.util.List;
import java.util.Map;

/** What a label wants in certification requests (RFC 7030 4.5, RFC 9908), and how it says so. */
public record CsrAttrsSettings(
    Style style,
    String key,
    List<String> signatures,
    List<String> subject,
    List<String> alternatives,
    Map<String, String> extensions,
    Map<String, String> attributes) {
  public static final CsrAttrsSettings DEFAULT =
      new CsrAttrsSettings(Style.AUTO, "", List.of(), List.of(), List.of(), Map.of(), Map.of());

  public CsrAttrsSettings {
    style = style == null ? Style.AUTO : style;
    key = key == null ? "" : key;
    signatures = signatures == null ? List.of() : List.copyOf(signatures);
    subject = subject == null ? List.of() : List.copyOf(subject);
    alternatives = alternatives == null ? List.of() : List.copyOf(alternatives);
    extensions = extensions == null ? Map.of() : Map.copyOf(extensions);
    attributes = attributes == null ? Map.of() : Map.copyOf(attributes);
  }

  /** The words for it. */
  public enum Style {
    /** The list when it can say everything, else both. */
    AUTO,
    LIST,
    TEMPLATE,
    BOTH,
    APPENDIX_B
  }
}
