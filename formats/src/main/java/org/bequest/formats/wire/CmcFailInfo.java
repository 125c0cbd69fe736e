package org.bequest.formats.wire;

/**
 * Failure codes of a CMC status, in the order of their numbers.
 *
 * <pre>
 * CMCFailInfo ::= INTEGER {
 *   badAlg (0), badMessageCheck (1), badRequest (2), badTime (3), badCertId (4),
 *   unsupportedExt (5), mustArchiveKeys (6), badIdentity (7), popRequired (8), popFailed (9),
 *   noKeyReuse (10), internalCAError (11), tryLater (12), authDataFail (13) }
 *                                                              -- RFC 5272 section 6.1.4
 * </pre>
 */
public enum CmcFailInfo {
  BAD_ALG(0),
  BAD_MESSAGE_CHECK(1),
  BAD_REQUEST(2),
  BAD_TIME(3),
  BAD_CERT_ID(4),
  UNSUPPORTED_EXT(5),
  MUST_ARCHIVE_KEYS(6),
  BAD_IDENTITY(7),
  POP_REQUIRED(8),
  POP_FAILED(9),
  NO_KEY_REUSE(10),
  INTERNAL_CA_ERROR(11),
  TRY_LATER(12),
  AUTH_DATA_FAIL(13);

  private final int code;

  CmcFailInfo(int code) {
    this.code = code;
  }

  /** The number on the wire. */
  public int code() {
    return code;
  }
}
