package org.bequest.server.label;

/**
 * The spellings in which clients differ.
 *
 * @param transferEncodingHeader send {@code Content-Transfer-Encoding: base64}, which RFC 8951 lets
 *     a server leave out and some clients cannot do without
 * @param chainInAnswer send the issuing certificates after the issued one, against RFC 7030 4.2.3
 * @param caCertsSmimeType send {@code smime-type=certs-only} on /cacerts too
 */
public record WireOptions(
    boolean transferEncodingHeader, boolean chainInAnswer, boolean caCertsSmimeType) {
  /** What most clients understand. */
  public static final WireOptions DEFAULT = new WireOptions(true, false, false);
}
