package org.bequest.formats.pkix;

import org.bequest.formats.MalformedException;
import org.bouncycastle.asn1.pkcs.CertificationRequest;

/** A PKCS#10 certification request (RFC 2986), decoded and not yet believed. */
public final class Csr {
  private final CertificationRequest structure;

  private Csr(CertificationRequest structure) {
    this.structure = structure;
  }

  public static Csr decode(byte[] der) throws MalformedException {
    try {
      return new Csr(CertificationRequest.getInstance(der));
    } catch (IllegalArgumentException e) {
      throw new MalformedException("not a CertificationRequest", e);
    }
  }

  public CertificationRequest structure() {
    return structure;
  }
}
