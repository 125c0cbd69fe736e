package org.bequest.ca;

import java.math.BigInteger;
import java.util.Optional;
import org.bequest.store.CertificateRow;

/** The optional power to revoke and to publish CRLs. */
public interface RevocationAuthority extends RevocationLists {
  /**
   * @param reason CRLReason of RFC 5280 5.3.1
   * @param actor for the audit entry
   * @return the row as it now is, or empty when this authority never issued the serial
   */
  Optional<CertificateRow> revoke(BigInteger serial, int reason, String actor);

  /** Builds and signs a CRL with the next number, and serves it from now on. */
  byte[] publishCrl();
}
