package org.bequest.formats.wire;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.bequest.formats.MalformedException;

/**
 * A media type with its parameters (RFC 9110 section 8.3.1). Type, subtype and the names of
 * parameters are lower case here; the values keep their case, because those of {@code
 * application/cms} are case-sensitive (RFC 7193).
 *
 * @param parameters in the order in which they came; a copy
 */
public record MediaType(String type, String subtype, Map<String, String> parameters) {
  public static final MediaType PKCS10 = of("application", "pkcs10");

  /** For {@code /cacerts}, where the text of RFC 7030 has no parameter. */
  public static final MediaType PKCS7_MIME = of("application", "pkcs7-mime");

  /** libest compares these very octets, one blank included. */
  public static final MediaType CERTS_ONLY = smime("certs-only");

  public static final MediaType CRLS_ONLY = smime("crls-only");
  public static final MediaType CMC_REQUEST = smime("CMC-request");
  public static final MediaType CMC_RESPONSE = smime("CMC-response");
  public static final MediaType SERVER_GENERATED_KEY = smime("server-generated-key");
  public static final MediaType CSR_ATTRIBUTES = of("application", "csrattrs");
  public static final MediaType PKCS8 = of("application", "pkcs8");
  public static final MediaType PKCS12 = of("application", "pkcs12");
  public static final MediaType CMS = of("application", "cms");
  public static final MediaType XML = of("application", "xml");
  public static final MediaType JSON = of("application", "json");
  public static final MediaType MULTIPART_MIXED = of("multipart", "mixed");
  public static final MediaType PLAIN_TEXT = of("text", "plain");

  public MediaType {
    type = type.toLowerCase(Locale.ROOT);
    subtype = subtype.toLowerCase(Locale.ROOT);
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
  }

  public static MediaType of(String type, String subtype) {
    return new MediaType(type, subtype, Map.of());
  }

  private static MediaType smime(String value) {
    return new MediaType("application", "pkcs7-mime", Map.of("smime-type", value));
  }

  /** Reads the value of a {@code Content-Type} field: any case, order, blanks and quoting. */
  public static MediaType parse(String field) throws MalformedException {
    return new MediaTypeParser(field).parse();
  }

  /** The value of a parameter, by its name in lower case. */
  public Optional<String> parameter(String name) {
    return Optional.ofNullable(parameters.get(name));
  }

  /** The same type and subtype, whatever the parameters; {@code x-} before a subtype is ignored. */
  public boolean matches(MediaType other) {
    return type.equals(other.type) && bare(subtype).equals(bare(other.subtype));
  }

  private static String bare(String subtype) {
    return subtype.startsWith("x-") ? subtype.substring(2) : subtype;
  }

  /** As it stands in a {@code Content-Type} field that we send. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(type).append('/').append(subtype);
    parameters.forEach(
        (name, value) -> text.append("; ").append(name).append('=').append(quotedIfNeeded(value)));
    return text.toString();
  }

  private static String quotedIfNeeded(String value) {
    if (!value.isEmpty() && value.chars().allMatch(MediaTypeParser::isTokenCharacter)) {
      return value;
    }
    return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
