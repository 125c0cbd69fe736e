package org.bequest.formats.cmc.status;

import java.util.Arrays;
import org.bequest.formats.MalformedException;
import org.bouncycastle.asn1.ASN1Integer;

/**
 * What became of a part of a request.
 *
 * <pre>
 * CMCStatus ::= INTEGER {
 *   success (0), failed (2), pending (3), noSupport (4),
 *   confirmRequired (5), popRequired (6), partial (7) }   -- RFC 5272 section 6.1.3
 * </pre>
 */
public enum CmcStatus {
  SUCCESS(0),
  FAILED(2),
  PENDING(3),
  NO_SUPPORT(4),
  CONFIRM_REQUIRED(5),
  POP_REQUIRED(6),
  PARTIAL(7);

  private final int code;

  CmcStatus(int code) {
    this.code = code;
  }

  /** The number on the wire. */
  public int code() {
    return code;
  }

  static CmcStatus of(ASN1Integer number) throws MalformedException {
    return Arrays.stream(values())
        .filter(s -> number.hasValue(s.code))
        .findFirst()
        .orElseThrow(() -> new MalformedException("unknown status at /CMCStatusInfo/cMCStatus"));
  }
}
