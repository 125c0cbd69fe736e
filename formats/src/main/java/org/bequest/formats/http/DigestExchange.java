package org.bequest.formats.http;

/**
 * What a Digest response is made for (RFC 7616 3.4.1), with {@code qop=auth}.
 *
 * @param count eight hexadecimal digits
 * @param uri the request-target of the request line
 */
public record DigestExchange(
    DigestAlgorithm algorithm,
    String nonce,
    String count,
    String cnonce,
    String method,
    String uri) {

  /** The parameter {@code response}. */
  public String response(String ha1) {
    String ha2 = algorithm.hash(method, uri);
    return algorithm.hash(ha1, nonce, count, cnonce, "auth", ha2);
  }
}
