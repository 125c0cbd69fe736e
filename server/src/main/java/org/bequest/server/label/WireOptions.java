package org.bequest.server.label;

/**
 * The spellings in which clients differ.
 *
 * @param transferEncodingHeader send {@code Content-Transfer-Encoding: base64}, which RFC 8951 lets
 *     a server leave out and some clients cannot do without
 * @param chainInAnswer send the issuing certificates after the issued one, against RFC 7030 4.2.3
 * @param caCertsSmimeType send {@code smime-type=certs-only} on /cacerts too
 * @param base64Lines of every body in base64
 * @param wordsWithPending say in words what a request waits for; Bouncy Castle's client fails on a
 *     202 that has a body
 */
public record WireOptions(
    boolean transferEncodingHeader,
    boolean chainInAnswer,
    boolean caCertsSmimeType,
    Base64Lines base64Lines,
    boolean wordsWithPending) {
  /** What most clients understand. */
  public static final WireOptions DEFAULT =
      new WireOptions(true, false, false, Base64Lines.BY_CLIENT);

  /** For clients that read a 202 to its end. */
  public WireOptions(
      boolean transferEncodingHeader,
      boolean chainInAnswer,
      boolean caCertsSmimeType,
      Base64Lines base64Lines) {
    this(transferEncodingHeader, chainInAnswer, caCertsSmimeType, base64Lines, true);
  }

  /** The same for a client that does not say what it is, as strongSwan and Bouncy Castle do. */
  WireOptions forNamelessClient() {
    Base64Lines lines = base64Lines == Base64Lines.BY_CLIENT ? Base64Lines.ONE : base64Lines;
    return new WireOptions(transferEncodingHeader, chainInAnswer, caCertsSmimeType, lines, false);
  }
}
