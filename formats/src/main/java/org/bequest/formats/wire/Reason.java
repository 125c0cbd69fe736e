package org.bequest.formats.wire;

/**
 * Why a request was refused, with both wire forms: the HTTP status of RFC 7030 and the CMCFailInfo
 * of RFC 5272 section 6.1.4. There is no other table of errors.
 */
public enum Reason {
  MALFORMED(400, CmcFailInfo.BAD_MESSAGE_CHECK),
  BAD_PROOF_OF_POSSESSION(400, CmcFailInfo.POP_FAILED),
  /** A channel binding is wrong, or is missing where the label demands one (RFC 7030 3.5). */
  BAD_LINKING(400, CmcFailInfo.POP_FAILED),
  BAD_KEY(400, CmcFailInfo.BAD_ALG),
  /** A good key, which may not be certified once more (RFC 5272 3.2). */
  KEY_REUSED(400, CmcFailInfo.NO_KEY_REUSE),
  BAD_NAMES(400, CmcFailInfo.BAD_REQUEST),
  UNSUPPORTED_EXTENSION(400, CmcFailInfo.UNSUPPORTED_EXT),
  BAD_REQUEST(400, CmcFailInfo.BAD_REQUEST),
  NOT_AUTHENTICATED(401, CmcFailInfo.BAD_IDENTITY),
  FORBIDDEN(403, CmcFailInfo.BAD_IDENTITY),
  /** The presented certificate is revoked, or its status cannot be told (security rule S-01). */
  REVOKED(403, CmcFailInfo.BAD_CERT_ID),
  NOT_FOUND(404, CmcFailInfo.BAD_REQUEST),
  METHOD_NOT_ALLOWED(405, CmcFailInfo.BAD_REQUEST),
  NOT_ACCEPTABLE(406, CmcFailInfo.BAD_REQUEST),
  CONFLICT(409, CmcFailInfo.BAD_REQUEST),
  LENGTH_REQUIRED(411, CmcFailInfo.BAD_REQUEST),
  TOO_LARGE(413, CmcFailInfo.BAD_REQUEST),
  UNSUPPORTED_MEDIA_TYPE(415, CmcFailInfo.BAD_REQUEST),
  TOO_MANY_REQUESTS(429, CmcFailInfo.TRY_LATER),
  INTERNAL(500, CmcFailInfo.INTERNAL_CA_ERROR),
  NOT_IMPLEMENTED(501, CmcFailInfo.BAD_REQUEST),
  UNAVAILABLE(503, CmcFailInfo.TRY_LATER);

  private final int httpStatus;
  private final CmcFailInfo cmcFailInfo;

  Reason(int httpStatus, CmcFailInfo cmcFailInfo) {
    this.httpStatus = httpStatus;
    this.cmcFailInfo = cmcFailInfo;
  }

  /** 400 to 599. */
  public int httpStatus() {
    return httpStatus;
  }

  public CmcFailInfo cmcFailInfo() {
    return cmcFailInfo;
  }
}
