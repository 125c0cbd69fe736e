package org.bequest.formats.wire;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The sixteen operations of EST, a row each: path after {@code /.well-known/est[/label]}, method,
 * media types of request and response, the clause that defines it.
 */
public enum EstOperation {
  CA_CERTS("cacerts", "GET", "", "application/pkcs7-mime", "RFC 7030 4.1"),
  SIMPLE_ENROLL(
      "simpleenroll", "POST", "application/pkcs10", "application/pkcs7-mime", "RFC 7030 4.2.1"),
  SIMPLE_REENROLL(
      "simplereenroll", "POST", "application/pkcs10", "application/pkcs7-mime", "RFC 7030 4.2.2"),
  FULL_CMC("fullcmc", "POST", "application/pkcs7-mime", "application/pkcs7-mime", "RFC 7030 4.3"),
  /** RFC 8295 section 8 adds application/cms and application/pkcs12. */
  SERVER_KEYGEN(
      "serverkeygen",
      "POST",
      "application/pkcs10",
      "multipart/mixed, application/cms, application/pkcs12",
      "RFC 7030 4.4"),
  CSR_ATTRS("csrattrs", "GET", "", "application/csrattrs", "RFC 7030 4.5"),
  PAL("pal", "GET", "", "application/xml, application/json", "RFC 8295 2"),
  EE_CERTS("eecerts", "GET", "", "application/pkcs7-mime", "RFC 8295 3"),
  CRLS("crls", "GET", "", "application/pkcs7-mime", "RFC 8295 4"),
  SYMMETRIC_KEYS("symmetrickeys", "GET", "", "application/cms", "RFC 8295 5.1"),
  SYMMETRIC_KEYS_RETURN("symmetrickeys/return", "POST", "application/cms", "", "RFC 8295 5.2"),
  FIRMWARE("firmware", "GET", "", "application/cms", "RFC 8295 6.1"),
  FIRMWARE_RETURN("firmware/return", "POST", "application/cms", "", "RFC 8295 6.2"),
  TAMP("tamp", "GET", "", "application/tamp-*", "RFC 8295 7.1"),
  TAMP_RETURN("tamp/return", "POST", "application/tamp-*", "", "RFC 8295 7.2"),
  SERVER_KEYGEN_RETURN("serverkeygen/return", "POST", "application/cms", "", "RFC 8295 8.2");

  /**
   * Words that no label may use as a segment: the names above, their second segment, and the
   * spelling of draft-turner-est-extensions.
   */
  private static final Set<String> RESERVED =
      Arrays.stream(values())
          .flatMap(o -> Arrays.stream(o.path.split("/")))
          .collect(Collectors.toUnmodifiableSet());

  private static final String DRAFT_CSR_ATTRS = "csr-attrs";

  private static final Map<String, EstOperation> BY_PATH =
      Stream.concat(
              Arrays.stream(values()).map(o -> Map.entry(o.path, o)),
              Stream.of(Map.entry(DRAFT_CSR_ATTRS, CSR_ATTRS)))
          .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

  private final String path;
  private final String method;
  private final String requestType;
  private final String responseTypes;
  private final String clause;

  EstOperation(
      String path, String method, String requestType, String responseTypes, String clause) {
    this.path = path;
    this.method = method;
    this.requestType = requestType;
    this.responseTypes = responseTypes;
    this.clause = clause;
  }

  /** One or two path segments, without a leading slash. */
  public String path() {
    return path;
  }

  /** {@code GET} (which allows HEAD as well) or {@code POST}. */
  public String method() {
    return method;
  }

  /** Whether this method is served; HEAD wherever GET is (RFC 9110 section 9.3.2). */
  public boolean allows(String method) {
    return this.method.equals(method) || (method.equals("HEAD") && this.method.equals("GET"));
  }

  /** The value of an {@code Allow} field. */
  public String allow() {
    return method.equals("GET") ? "GET, HEAD" : method;
  }

  /**
   * Media type of the request's body; empty when there is no body; a final {@code *} matches any
   * rest of the subtype.
   */
  public String requestType() {
    return requestType;
  }

  /** Whether a body of this type may be sent here, tolerant of parameters and {@code x-}. */
  public boolean accepts(MediaType body) {
    if (requestType.endsWith("*")) {
      String text = body.type() + "/" + body.subtype();
      return text.startsWith(requestType.substring(0, requestType.length() - 1));
    }
    int slash = requestType.indexOf('/');
    return slash > 0
        && body.matches(
            MediaType.of(requestType.substring(0, slash), requestType.substring(slash + 1)));
  }

  /** Media types of a successful answer; empty when it has no body. */
  public List<String> responseTypes() {
    return responseTypes.isEmpty() ? List.of() : List.of(responseTypes.split(", "));
  }

  public String clause() {
    return clause;
  }

  /** Whether a path may go on after the operation, to name one package of several (RFC 8295). */
  public boolean takesSuffix() {
    return method.equals("GET") && clause.startsWith("RFC 8295");
  }

  /** The operation whose path is exactly these segments; the draft's spelling is understood. */
  public static Optional<EstOperation> at(List<String> segments) {
    String joined = segments.size() == 1 ? segments.getFirst() : String.join("/", segments);
    return Optional.ofNullable(BY_PATH.get(joined));
  }

  /** Whether no label may have this segment (RFC 7030 section 3.2.2). */
  public static boolean isReserved(String segment) {
    return RESERVED.contains(segment) || segment.equals(DRAFT_CSR_ATTRS);
  }
}
