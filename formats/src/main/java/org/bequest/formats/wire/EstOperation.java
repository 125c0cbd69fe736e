package org.bequest.formats.wire;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The sixteen operations of EST, a row each: path after {@code /.well-known/est[/label]}, methods,
 * media type of the request, the clause that defines it.
 */
public enum EstOperation {
  CA_CERTS("cacerts", "GET", "", "RFC 7030 4.1"),
  SIMPLE_ENROLL("simpleenroll", "POST", "application/pkcs10", "RFC 7030 4.2.1"),
  SIMPLE_REENROLL("simplereenroll", "POST", "application/pkcs10", "RFC 7030 4.2.2"),
  FULL_CMC("fullcmc", "POST", "application/pkcs7-mime", "RFC 7030 4.3"),
  SERVER_KEYGEN("serverkeygen", "POST", "application/pkcs10", "RFC 7030 4.4"),
  CSR_ATTRS("csrattrs", "GET", "", "RFC 7030 4.5"),
  PAL("pal", "GET", "", "RFC 8295 2"),
  EE_CERTS("eecerts", "GET", "", "RFC 8295 3"),
  CRLS("crls", "GET", "", "RFC 8295 4"),
  SYMMETRIC_KEYS("symmetrickeys", "GET", "", "RFC 8295 5.1"),
  SYMMETRIC_KEYS_RETURN("symmetrickeys/return", "POST", "application/cms", "RFC 8295 5.2"),
  FIRMWARE("firmware", "GET", "", "RFC 8295 6.1"),
  FIRMWARE_RETURN("firmware/return", "POST", "application/cms", "RFC 8295 6.2"),
  TAMP("tamp", "GET", "", "RFC 8295 7.1"),
  TAMP_RETURN("tamp/return", "POST", "application/tamp-*", "RFC 8295 7.2"),
  SERVER_KEYGEN_RETURN("serverkeygen/return", "POST", "application/cms", "RFC 8295 8.2");

  private final String path;
  private final String method;
  private final String requestType;
  private final String clause;

  EstOperation(String path, String method, String requestType, String clause) {
    this.path = path;
    this.method = method;
    this.requestType = requestType;
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

  /**
   * Media type of the request's body; empty when there is no body; a final {@code *} matches any
   * rest of the subtype.
   */
  public String requestType() {
    return requestType;
  }

  public String clause() {
    return clause;
  }

  /** The operation whose path is exactly these segments. */
  public static Optional<EstOperation> at(List<String> segments) {
    String joined = String.join("/", segments);
    return Arrays.stream(values()).filter(o -> o.path.equals(joined)).findFirst();
  }
}
