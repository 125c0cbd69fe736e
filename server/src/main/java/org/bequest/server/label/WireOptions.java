package org.bequest.server.label;

/**
 * The spellings in which clients differ.
 *
 * @param transferEncodingHeader send {@code Content-Transfer-Encoding: base64}, which RFC 8951 lets
 *     a server leave out and some clients cannot do without
 * @param chainInAnswer send the issuing certificates after the issued one, against RFC 7030 4.2.3
 * @param caCertsSmimeType send {@code smime-type=certs-only} on /cacerts too
 * @param base64Lines of every body in base64
 */
public record WireOptions(
    boolean transferEncodingHeader,
    boolean chainInAnswer,
    boolean caCertsSmimeType,
    Base64Lines base64Lines) {
  /** What most clients understand. */
  public static final WireOptions DEFAULT =
      new WireOptions(true, false, false, Base64Lines.BY_CLIENT);

  /** The same with lines for a client that does not say what it is. */
  WireOptions forNamelessClient() {
    return base64Lines == Base64Lines.BY_CLIENT
        ? new WireOptions(transferEncodingHeader, chainInAnswer, caCertsSmimeType, Base64Lines.ONE)
        : this;
  }
}
